import 'aws-sdk-client-mock-jest';

jest.setTimeout(30_000);
