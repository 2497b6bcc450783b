/* gesso-bands.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-bands.h"

#define MAX_BANDS 8
/* Starting a thread costs about as much as touching this many bytes. */
#define MIN_BAND_BYTES (512 * 1024)

typedef struct
{
  guint from, to;
  GessoBandFunc func;
  gpointer user_data;
  GThread *thread; /* (owned) (nullable) */
} Band;

static gpointer
run_band (gpointer data)
{
  Band *band = data;

  band->func (band->from, band->to, band->user_data);
  return NULL;
}

void
gesso_bands_run (guint         height,
                 gsize         row_bytes,
                 GessoBandFunc func,
                 gpointer      user_data)
{
  Band bands[MAX_BANDS];
  guint64 worth = (guint64) height * row_bytes / MIN_BAND_BYTES;
  guint n = (guint) CLAMP (worth, 1, MIN (g_get_num_processors (), MAX_BANDS));

  n = MIN (n, MAX (height, 1));
  for (guint i = 0; i < n; i++)
    {
      bands[i] = (Band) { (guint) ((guint64) height * i / n), (guint) ((guint64) height * (i + 1) / n),
                          func, user_data, NULL };
      if (i > 0)
        bands[i].thread = g_thread_try_new ("gesso-band", run_band, &bands[i], NULL);
    }
  /* The first band is the caller's, as is any that got no thread. */
  for (guint i = 0; i < n; i++)
    if (bands[i].thread == NULL)
      run_band (&bands[i]);
  for (guint i = 0; i < n; i++)
    if (bands[i].thread != NULL)
      g_thread_join (bands[i].thread);
}
