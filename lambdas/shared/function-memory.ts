/** Megabytes of this function as Lambda tells them; its smallest size outside of Lambda. */
export const functionMemoryMb = (): number => Number(process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? 128);
