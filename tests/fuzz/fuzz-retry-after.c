/* fuzz-retry-after.c - headers that should say how long to wait
 *
 * The first byte chooses the header and the status, the rest is its value.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fuzz.h"
#include "gesso-http-message.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const char *const names[] = {
    "retry-after", "retry-after-ms", "x-ratelimit-reset", "x-ratelimit-reset-tokens", "x-ratelimit-remaining",
  };
  g_autofree char *value = size > 0 ? g_strndup ((const char *) data + 1, size - 1) : g_strdup ("");
  const char *name = names[(size > 0 ? data[0] : 0) % G_N_ELEMENTS (names)];
  const char *headers[] = { name, value, "ratelimit-reset", value, NULL };
  g_autoptr (GessoHttpAnswer) answer = gesso_http_answer_new (size > 0 && data[0] > 127 ? 200 : 429, headers, NULL);
  double seconds = gesso_http_answer_get_retry_after (answer, 784111777);

  g_assert_true (seconds == -1 || (seconds >= 0 && seconds <= 86400));
  return 0;
}
