import * as z from 'zod';
import { companyRoles, defineOperation } from '#contracts/operation';
import { pageOf, pageQuery } from '#contracts/pagination';
import { companyId, currencyCode, emptyObject, httpOrigin, isoInstant, timeZone } from '#contracts/scalars';

export const platforms = ['shopify', 'woocommerce', 'bigcommerce', 'magento', 'custom'] as const;

const companySettings = {
  name: z.string().trim().min(1).max(120),
  platform: z.enum(platforms).default('custom'),
  currency: currencyCode,
  timeZone,
  allowedOrigins: z
    .array(httpOrigin)
    .max(50)
    .default([])
    .describe('Origins whose pages may use the publishable key; empty allows any'),
};

export const companySchema = z.object({
  companyId,
  name: z.string(),
  platform: z.enum(platforms),
  currency: currencyCode,
  timeZone: z.string(),
  allowedOrigins: z.array(z.string()),
  version: z.number().int(),
  createdAt: isoInstant,
  updatedAt: isoInstant,
});

export const membershipSchema = z.object({
  companyId,
  userId: z.string(),
  role: z.enum(companyRoles),
  addedAt: isoInstant,
});

const companyParams = z.object({ companyId });

export const createCompany = defineOperation({
  id: 'createCompany',
  resource: 'companies',
  summary: 'Creates a company; the caller becomes its owner',
  method: 'POST',
  path: '/api/companies',
  auth: { kind: 'person' },
  family: 'company-admin',
  params: emptyObject,
  query: emptyObject,
  body: z.strictObject({
    companyId: companyId.optional().describe('Chosen id; made from the name when absent'),
    ...companySettings,
  }),
  status: 201,
  response: companySchema,
  idempotencyKey: true,
  errors: ['conflict'],
});

export const listCompanies = defineOperation({
  id: 'listCompanies',
  resource: 'companies',
  summary: 'Lists the companies that the caller belongs to, with their role in each',
  method: 'GET',
  path: '/api/companies',
  auth: { kind: 'person' },
  family: 'company-admin',
  params: emptyObject,
  query: z.object(pageQuery),
  status: 200,
  response: pageOf(companySchema.extend({ role: z.enum(companyRoles) })),
  errors: ['invalid_cursor'],
});

export const getCompany = defineOperation({
  id: 'getCompany',
  resource: 'companies',
  summary: 'Reads a company',
  method: 'GET',
  path: '/api/companies/{companyId}',
  auth: { kind: 'member', role: 'viewer' },
  family: 'company-admin',
  params: companyParams,
  query: emptyObject,
  status: 200,
  response: companySchema,
});

export const updateCompany = defineOperation({
  id: 'updateCompany',
  resource: 'companies',
  summary: 'Replaces the settings of a company',
  method: 'PUT',
  path: '/api/companies/{companyId}',
  auth: { kind: 'member', role: 'owner' },
  family: 'company-admin',
  params: companyParams,
  query: emptyObject,
  body: z.strictObject(companySettings),
  status: 200,
  response: companySchema,
  requiresIfMatch: true,
});

export const listMembers = defineOperation({
  id: 'listMembers',
  resource: 'members',
  summary: 'Lists the people of a company',
  method: 'GET',
  path: '/api/companies/{companyId}/members',
  auth: { kind: 'member', role: 'viewer' },
  family: 'company-admin',
  params: companyParams,
  query: z.object(pageQuery),
  status: 200,
  response: pageOf(membershipSchema),
  errors: ['invalid_cursor'],
});

const memberParams = z.object({
  companyId,
  userId: z
    .string()
    .min(1)
    .max(128)
    .regex(/^[^#/]+$/),
});

export const putMember = defineOperation({
  id: 'putMember',
  resource: 'members',
  summary: 'Gives a person a role in the company',
  method: 'PUT',
  path: '/api/companies/{companyId}/members/{userId}',
  auth: { kind: 'member', role: 'owner' },
  family: 'company-admin',
  params: memberParams,
  query: emptyObject,
  body: z.strictObject({ role: z.enum(companyRoles) }),
  status: 200,
  response: membershipSchema,
  errors: ['conflict'],
});

export const deleteMember = defineOperation({
  id: 'deleteMember',
  resource: 'members',
  summary: 'Takes a person out of the company; the last owner stays',
  method: 'DELETE',
  path: '/api/companies/{companyId}/members/{userId}',
  auth: { kind: 'member', role: 'owner' },
  family: 'company-admin',
  params: memberParams,
  query: emptyObject,
  status: 204,
  errors: ['conflict'],
});
