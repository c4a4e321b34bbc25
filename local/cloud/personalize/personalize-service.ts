import { AwsError } from '#local/cloud/gateway/aws-json-client';
import type { GatewayService } from '#local/cloud/gateway/gateway-service';
import { jsonBody, operationOf, refuseInJson } from '#local/cloud/gateway/json-service';
import type { PersonalizeApi } from '#local/cloud/personalize/personalize-api';

/** Amazon Personalize behind the gateway. Its actions name no resources. */
export const createPersonalizeService = (api: PersonalizeApi): GatewayService => ({
  readsBody: true,
  permissions: (call) => [{ action: `personalize:${operationOf(call)}`, resource: '*' }],
  refuse: refuseInJson,
  handle: async (call) => {
    try {
      const body = JSON.stringify(await api.call(operationOf(call), jsonBody(call)));
      call.response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(body);
    } catch (error) {
      if (error instanceof AwsError) return refuseInJson(call, error.status, error.name, error.message);
      throw error;
    }
  },
});
