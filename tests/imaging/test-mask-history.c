/* test-mask-history.c - undo in a bounded memory, and on a disk that may be full
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "gesso-mask-history.h"
#include "gesso-mask-pack.h"
#include "gesso-test.h"

#define SIDE 1000
#define STEPS 16
#define TILE (GESSO_MASK_TILE * GESSO_MASK_TILE)

typedef struct
{
  GessoMask *mask;           /* (owned) */
  GessoMaskHistory *history; /* (owned) */
  GString *lost;             /* (owned): what was said */
  guint n_lost;
  guint sums[STEPS + 1]; /* of the mask after each step */
} Fixture;

static void
lost_cb (GessoMaskHistory *history,
         const char       *message,
         gpointer          user_data)
{
  Fixture *fixture = user_data;

  fixture->n_lost++;
  if (message != NULL)
    g_string_append (fixture->lost, message);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->mask = gesso_mask_new (SIDE, SIDE);
  fixture->history = gesso_mask_history_new (fixture->mask);
  fixture->lost = g_string_new (NULL);
  g_signal_connect (fixture->history, "lost", G_CALLBACK (lost_cb), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->history), (gpointer *) &fixture->history);
  g_object_unref (fixture->history);
  /* It ends when what is on its way to the disk is there. */
  while (fixture->history != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (fixture->mask);
  g_string_free (fixture->lost, TRUE);
}

static guint
add_up (GessoMask *mask)
{
  g_autofree guint8 *row = g_malloc (SIDE);
  guint sum = 0;

  for (int y = 0; y < SIDE; y++)
    {
      gesso_mask_read (mask, &(GessoRect) { 0, y, SIDE, 1 }, row, SIDE);
      for (int x = 0; x < SIDE; x++)
        sum = sum * 31 + row[x];
    }
  return sum;
}

/* Rough enough that it packs to half at best. */
static void
change (GessoMask *mask,
        guint      step)
{
  guint8 row[300];

  for (int y = 0; y < 300; y++)
    {
      for (int x = 0; x < 300; x++)
        row[x] = (guint8) (x < 150 ? 10 * step : (guint) (x * y) + step);
      gesso_mask_write (mask, &(GessoRect) { (int) (step * 97 % 700), (int) (step * 53 % 700) + y, 300, 1 }, row, 300);
    }
}

static void
take_steps (Fixture *fixture,
            guint    n)
{
  fixture->sums[0] = add_up (fixture->mask);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GessoMaskSnapshot) before = gesso_mask_snapshot (fixture->mask);

      change (fixture->mask, i + 1);
      gesso_mask_history_commit (fixture->history, before);
      fixture->sums[i + 1] = add_up (fixture->mask);
    }
}

static gboolean
wait_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until no more than @bytes are in memory, or steps were lost. */
static void
settle (Fixture *fixture,
        gsize    bytes)
{
  gboolean late = FALSE;
  guint timeout = g_timeout_add_seconds (30, wait_cb, &late);

  while (!late && fixture->n_lost == 0 && gesso_mask_history_get_memory (fixture->history) > bytes)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (timeout);
}

static void
test_pack (void)
{
  g_autofree guint8 *pixels = g_malloc (TILE);
  g_autofree guint8 *back = g_malloc (TILE);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (int kind = 0; kind < 5; kind++)
    {
      for (int i = 0; i < TILE; i++)
        {
          int x = i % 256;
          const int values[] = { 7, i * 77 % 251, x < 100 ? 0 : x < 130 ? x : 255, i % 8 == 7, i / 8 % 2 };

          pixels[i] = (guint8) values[kind];
        }
      g_byte_array_set_size (bytes, 0);
      gesso_mask_pack_append (pixels, bytes);
      g_assert_cmpuint (bytes->len, <=, TILE + 4);
      g_assert_true (gesso_mask_pack_read (bytes->data, bytes->len, back));
      g_assert_cmpmem (pixels, TILE, back, TILE);
      /* What was cut short is known as such. */
      for (guint cut = 0; cut < bytes->len; cut += 1 + bytes->len / 50)
        {
          g_autofree guint8 *part = g_memdup2 (bytes->data, cut);

          g_assert_false (gesso_mask_pack_read (part, cut, back));
        }
    }
  /* More than a tile. */
  g_assert_false (gesso_mask_pack_read ((const guint8 *) "\xff\xff\x01", 3, back));
}

/* A tile of one value, and a soft edge, cost what they have of change. */
static void
test_pack_size (void)
{
  g_autofree guint8 *pixels = g_malloc0 (TILE);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  gesso_mask_pack_append (pixels, bytes);
  g_assert_cmpuint (bytes->len, ==, 3);
  for (int i = 0; i < TILE; i++)
    pixels[i] = (guint8) CLAMP (4 * (i % 256 - 100), 0, 255);
  g_byte_array_set_size (bytes, 0);
  gesso_mask_pack_append (pixels, bytes);
  g_assert_cmpuint (bytes->len, <, TILE / 3);
}

static void
walk (Fixture *fixture)
{
  for (int i = STEPS - 1; i >= 0; i--)
    {
      g_assert_true (gesso_mask_history_can_undo (fixture->history));
      gesso_mask_history_undo (fixture->history);
      g_assert_cmpuint (add_up (fixture->mask), ==, fixture->sums[i]);
    }
  g_assert_false (gesso_mask_history_can_undo (fixture->history));
  for (guint i = 1; i <= STEPS; i++)
    {
      gesso_mask_history_redo (fixture->history);
      g_assert_cmpuint (add_up (fixture->mask), ==, fixture->sums[i]);
    }
  g_assert_false (gesso_mask_history_can_redo (fixture->history));
}

static void
test_raw (Fixture      *fixture,
          gconstpointer data)
{
  take_steps (fixture, STEPS);
  walk (fixture);
  g_assert_cmpuint (gesso_mask_history_get_spilled (fixture->history), ==, 0);
}

static void
test_packed (Fixture      *fixture,
             gconstpointer data)
{
  gesso_mask_history_set_bounds (fixture->history, 4 * TILE, G_MAXSIZE);
  take_steps (fixture, STEPS);
  walk (fixture);
  g_assert_cmpuint (gesso_mask_history_get_spilled (fixture->history), ==, 0);
}

/* Bounded, whatever there is to undo. */
static void
test_spilled (Fixture      *fixture,
              gconstpointer data)
{
  gesso_mask_history_set_bounds (fixture->history, 9 * TILE, 4 * TILE);
  take_steps (fixture, STEPS);
  settle (fixture, 13 * TILE);
  g_assert_cmpuint (gesso_mask_history_get_spilled (fixture->history), >, 4 * TILE);
  walk (fixture);
  settle (fixture, 13 * TILE);
  walk (fixture);
  g_assert_cmpuint (fixture->n_lost, ==, 0);
}

/* While bytes are on their way to the disk. */
static void
test_hurry (Fixture      *fixture,
            gconstpointer data)
{
  gesso_mask_history_set_bounds (fixture->history, 0, 0);
  take_steps (fixture, STEPS);
  walk (fixture);
  settle (fixture, 9 * TILE);
  walk (fixture);
}

static void
test_rest (Fixture      *fixture,
           gconstpointer data)
{
  take_steps (fixture, STEPS);
  g_assert_cmpuint (gesso_mask_history_get_memory (fixture->history), >, 0);
  gesso_mask_history_rest (fixture->history);
  settle (fixture, 0);
  walk (fixture);
}

/* What is dropped leaves nothing on the disk. */
static void
test_fork (Fixture      *fixture,
           gconstpointer data)
{
  take_steps (fixture, STEPS);
  gesso_mask_history_rest (fixture->history);
  settle (fixture, 0);
  for (guint i = 0; i < STEPS; i++)
    gesso_mask_history_undo (fixture->history);
  gesso_mask_history_rest (fixture->history);
  settle (fixture, 0);
  g_assert_cmpuint (gesso_mask_history_get_spilled (fixture->history), >, 0);
  take_steps (fixture, 1);
  g_assert_cmpuint (gesso_mask_history_get_spilled (fixture->history), ==, 0);
  g_assert_false (gesso_mask_history_can_redo (fixture->history));
}

static void
test_nothing (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GessoMaskSnapshot) before = gesso_mask_snapshot (fixture->mask);
  GessoRect changed;

  gesso_mask_history_commit (fixture->history, before);
  g_assert_false (gesso_mask_history_can_undo (fixture->history));
  changed = gesso_mask_history_undo (fixture->history);
  g_assert_true (gesso_rect_is_empty (&changed));
}

/* No step says more than what it changed. */
static void
test_changed (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GessoMaskSnapshot) before = gesso_mask_snapshot (fixture->mask);
  GessoRect changed;

  gesso_mask_fill (fixture->mask, &(GessoRect) { 800, 10, 10, 10 }, 9);
  gesso_mask_history_commit (fixture->history, before);
  changed = gesso_mask_history_undo (fixture->history);
  g_assert_cmpint (changed.x, ==, 768);
  g_assert_cmpint (changed.y, ==, 0);
  g_assert_cmpint (changed.width, ==, SIDE - 768);
  g_assert_cmpint (changed.height, ==, 256);
}

/* The oldest steps go, said once and in words; what is left works. */
static void
test_full_disk (Fixture      *fixture,
                gconstpointer data)
{
  struct rlimit limit, none;
  guint left = 0;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  none = limit;
  none.rlim_cur = 3 * TILE;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &none), ==, 0);
  gesso_mask_history_set_bounds (fixture->history, 5 * TILE, 5 * TILE);
  take_steps (fixture, STEPS);
  settle (fixture, 10 * TILE);
  setrlimit (RLIMIT_FSIZE, &limit);
  g_assert_cmpuint (fixture->n_lost, ==, 1);
  g_assert_nonnull (strstr (fixture->lost->str, "The disk is full"));
  g_assert_cmpuint (gesso_mask_history_get_memory (fixture->history), <=, 10 * TILE);
  while (gesso_mask_history_can_undo (fixture->history))
    {
      gesso_mask_history_undo (fixture->history);
      left++;
      g_assert_cmpuint (add_up (fixture->mask), ==, fixture->sums[STEPS - left]);
    }
  g_assert_cmpuint (left, >=, 2);
  g_assert_cmpuint (left, <, STEPS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  g_test_add_func ("/mask-pack/there-and-back", test_pack);
  g_test_add_func ("/mask-pack/size", test_pack_size);
  ADD ("/mask-history/raw", test_raw);
  ADD ("/mask-history/packed", test_packed);
  ADD ("/mask-history/spilled", test_spilled);
  ADD ("/mask-history/hurry", test_hurry);
  ADD ("/mask-history/rest", test_rest);
  ADD ("/mask-history/fork", test_fork);
  ADD ("/mask-history/nothing", test_nothing);
  ADD ("/mask-history/changed", test_changed);
  ADD ("/mask-history/full-disk", test_full_disk);

  return g_test_run ();
}
