// Swift has no word for it: asks the processor to fetch a line of memory that is read soon.
static inline void prefetch_line(const void *address) { __builtin_prefetch(address); }
