import 'aws-sdk-client-mock-jest';
import { testEnvironment } from '#test/support/test-environment';

jest.setTimeout(30_000);

Object.assign(process.env, testEnvironment);
