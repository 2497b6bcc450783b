/* gesso-library-index.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-library-index.h"

GessoLibraryIndex *
gesso_library_index_new (void)
{
  GessoLibraryIndex *self = g_new0 (GessoLibraryIndex, 1);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->days = g_array_new (FALSE, FALSE, sizeof (GessoLibraryDay));
  return self;
}

void
gesso_library_index_free (GessoLibraryIndex *self)
{
  g_array_unref (self->ids);
  g_array_unref (self->days);
  g_free (self);
}

static gint64
to_microseconds (GDateTime *time)
{
  return time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC : 0;
}

/* Asking for the calendar is slow; versions of one day lie together. */
static void
find_day (GessoLibraryIndex *self,
          gint64             created)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (created / G_USEC_PER_SEC);
  g_autoptr (GDateTime) start = NULL;
  g_autoptr (GDateTime) end = NULL;

  if (time != NULL)
    start = g_date_time_new_local (g_date_time_get_year (time), g_date_time_get_month (time),
                                   g_date_time_get_day_of_month (time), 0, 0, 0);
  if (start != NULL)
    end = g_date_time_add_days (start, 1);
  self->day_start = to_microseconds (start);
  self->day_end = end != NULL ? to_microseconds (end) : G_MAXINT64;
}

static void
add_to_run (GessoLibraryIndex *self,
            gint64             id,
            gboolean           starts)
{
  g_array_append_val (self->ids, id);
  if (starts)
    {
      GessoLibraryDay day = { self->day_start, self->ids->len - 1, 0 };

      g_array_append_val (self->days, day);
    }
  g_array_index (self->days, GessoLibraryDay, self->days->len - 1).n_items++;
}

void
gesso_library_index_add (GessoLibraryIndex *self,
                         gint64             id,
                         gint64             created)
{
  gboolean starts = self->days->len == 0 || created < self->day_start || created >= self->day_end;

  if (starts)
    find_day (self, created);
  add_to_run (self, id, starts);
}

void
gesso_library_index_add_plain (GessoLibraryIndex *self,
                               gint64             id)
{
  add_to_run (self, id, self->days->len == 0);
}

guint
gesso_library_index_find_day (const GessoLibraryIndex *self,
                              guint                    position)
{
  guint first = 0, past = self->days->len;

  while (past - first > 1)
    {
      guint middle = first + (past - first) / 2;

      if (g_array_index (self->days, GessoLibraryDay, middle).first <= position)
        first = middle;
      else
        past = middle;
    }
  return first;
}
