/**
 * CloudFront Function (viewer request) that answers every address of the single-page app with its index.html.
 * Rewriting requests, not mapping error answers, leaves the API's own 403s and 404s as they are.
 */
export const spaFallbackCode = `function handler(event) {
  var request = event.request;
  var lastSegment = request.uri.substring(request.uri.lastIndexOf('/') + 1);
  if (lastSegment.indexOf('.') === -1) request.uri = '/index.html';
  return request;
}
`;
