/* bench-thread-open.c - opening a long thread at its end, against GtkListView with the same rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-message-private.h"
#include "gesso-thread-rows.h"
#include "gesso-version-private.h"
#include "gesso-virtual-list.h"
#include "studio-fixture.h"

#define N_ROWS 10000
#define N_RUNS 5
#define WIDTH 1000
#define HEIGHT 800
/* The goal of the virtual list: this part of GtkListView's time. */
#define GOAL 0.25

static const char *const words[] = {
  "soft", "light", "over", "the", "harbour", "at", "dawn", "with", "a", "painted", "boat", "and", "long", "shadow",
  "in", "oil", "水彩", "夜晚", "灯光", "wide", "portrait", "of", "an", "old", "sailor",
};

static const guint shapes[][2] = { { 1024, 1024 }, { 1536, 1024 }, { 1024, 1536 }, { 1920, 1080 } };

typedef struct
{
  StudioFixture base;
  GListStore *items;
  GessoRowFactory *rows;
  GtkWidget *scrolled;
  GtkWidget *last_row; /* (nullable): of the GtkListView, while it has one */
  guint n_widgets;
  gboolean shown;
} Bench;

static char *
make_text (GRand *random,
           guint  n_words)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GObject *
make_message (GRand *random,
              guint  id)
{
  guint n_words = g_rand_int_range (random, 3, g_rand_int_range (random, 0, 10) == 0 ? 220 : 45);
  g_autofree char *text = make_text (random, n_words);

  return G_OBJECT (gesso_message_new (id, 1, g_rand_boolean (random) ? GESSO_MESSAGE_USER : GESSO_MESSAGE_ASSISTANT,
                                      text, g_get_real_time (), NULL));
}

static GObject *
make_version (GRand      *random,
              guint       id,
              const char *blob)
{
  GessoVersionDraft *draft = gesso_version_draft_new ();
  guint n_images = g_rand_int_range (random, 1, 5);

  draft->thread_id = 1;
  draft->tool = GESSO_TOOL_GENERATE;
  draft->model = g_strdup ("device/sketch");
  draft->prompt = make_text (random, 12);
  draft->created = g_get_real_time ();
  for (guint i = 0; i < n_images; i++)
    {
      GessoVersionImage *image = gesso_version_draft_add_image (draft);
      guint shape = g_rand_int_range (random, 0, G_N_ELEMENTS (shapes));

      image->blob = g_strdup (blob);
      image->blurhash = g_strdup ("LEHV6nWB2yk8pyo0adR*.7kCMdnj");
      image->width = shapes[shape][0];
      image->height = shapes[shape][1];
    }
  return G_OBJECT (gesso_version_new (id, draft, FALSE));
}

/* A third of the rows are cards with one to four pictures. */
static void
make_items (Bench *bench)
{
  g_autoptr (GessoThread) thread = studio_fixture_add_thread (&bench->base, "Bench");
  g_autoptr (GessoVersion) picture = studio_fixture_add_version (&bench->base, thread, NULL, 1);
  const char *blob = gesso_version_get_image (picture, 0)->blob;
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < N_ROWS; i++)
    g_ptr_array_add (items, g_rand_int_range (random, 0, 100) < 35 ? make_version (random, i + 1, blob)
                                                                   : make_message (random, i + 1));
  bench->items = g_list_store_new (G_TYPE_OBJECT);
  g_list_store_splice (bench->items, 0, 0, items->pdata, items->len);
}

/* GtkListView: one child for each kind of row, made when it is first needed. */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          Bench                    *bench)
{
  bench->n_widgets++;
  gtk_list_item_set_child (list_item, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
}

static GtkWidget *
find_child (GtkWidget  *box,
            const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (g_str_equal (gtk_widget_get_name (child), name))
        return child;
    }
  return NULL;
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item,
         Bench                    *bench)
{
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GObject *item = gtk_list_item_get_item (list_item);
  guint kind = gesso_row_factory_get_kind (bench->rows, item);
  g_autofree char *name = g_strdup_printf ("%u", kind);
  GtkWidget *row = find_child (box, name);

  if (row == NULL)
    {
      row = gesso_row_factory_create (bench->rows, kind);
      gtk_widget_set_name (row, name);
      gtk_box_append (GTK_BOX (box), row);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, child == row);
  gesso_row_factory_bind (bench->rows, row, item);
  if (gtk_list_item_get_position (list_item) == N_ROWS - 1)
    bench->last_row = row;
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item,
           Bench                    *bench)
{
  GObject *item = gtk_list_item_get_item (list_item);
  g_autofree char *name = g_strdup_printf ("%u", gesso_row_factory_get_kind (bench->rows, item));
  GtkWidget *row = find_child (gtk_list_item_get_child (list_item), name);

  gesso_row_factory_unbind (bench->rows, row, item);
  if (bench->last_row == row)
    bench->last_row = NULL;
}

static GtkWidget *
make_list_view (Bench *bench)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *model = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (bench->items)));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), bench);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), bench);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), bench);
  return gtk_list_view_new (GTK_SELECTION_MODEL (model), factory);
}

static GtkWidget *
make_virtual_list (Bench *bench)
{
  GtkWidget *list = gesso_virtual_list_new ();

  gesso_virtual_list_set_factory (GESSO_VIRTUAL_LIST (list), bench->rows);
  gesso_virtual_list_set_model (GESSO_VIRTUAL_LIST (list), G_LIST_MODEL (bench->items));
  gesso_virtual_list_scroll_to_end (GESSO_VIRTUAL_LIST (list));
  return list;
}

/* After each frame: is the last row at the lower edge? If not, go there. */
static void
after_paint_cb (GdkFrameClock *clock,
                Bench         *bench)
{
  GtkWidget *list = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (bench->scrolled));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (bench->scrolled));
  GtkWidget *row = GESSO_IS_VIRTUAL_LIST (list) ? gesso_virtual_list_find_row (GESSO_VIRTUAL_LIST (list), N_ROWS - 1)
                                                : bench->last_row;
  graphene_rect_t bounds;

  if (row != NULL && gtk_widget_get_mapped (row) && gtk_widget_compute_bounds (row, bench->scrolled, &bounds)
      && fabs (bounds.origin.y + bounds.size.height - HEIGHT) <= 8)
    {
      bench->shown = TRUE;
      return;
    }
  if (!GESSO_IS_VIRTUAL_LIST (list))
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  gtk_widget_queue_draw (bench->scrolled);
}

/* Returns: milliseconds from an empty window to the newest row in its place */
static double
run_once (Bench      *bench,
          GtkWidget *(*make) (Bench *bench),
          guint      *n_widgets)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (bench->base.window);
  gint64 begin;
  double elapsed;
  GtkWidget *list;
  gulong handler;

  bench->shown = FALSE;
  bench->n_widgets = 0;
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), bench);
  begin = g_get_monotonic_time ();
  list = make (bench);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (bench->scrolled), list);
  while (!bench->shown)
    g_main_context_iteration (NULL, TRUE);
  elapsed = (g_get_monotonic_time () - begin) / 1000.0;
  g_signal_handler_disconnect (clock, handler);

  *n_widgets = GESSO_IS_VIRTUAL_LIST (list) ? gesso_virtual_list_get_n_widgets (GESSO_VIRTUAL_LIST (list))
                                            : bench->n_widgets;
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (bench->scrolled), NULL);
  studio_fixture_settle (&bench->base);
  return elapsed;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

int
main (int   argc,
      char *argv[])
{
  Bench bench = { 0 };
  g_autoptr (GessoThumbnails) thumbnails = NULL;
  double ours[N_RUNS], theirs[N_RUNS];
  guint our_widgets, their_widgets;

  if (!studio_fixture_can_run ())
    {
      g_print ("thread-open: no display, skipped\n");
      return 0;
    }

  studio_fixture_set_up (&bench.base);
  make_items (&bench);
  thumbnails = gesso_thumbnails_new (bench.base.studio);
  bench.rows = GESSO_ROW_FACTORY (gesso_thread_rows_new (thumbnails));
  bench.scrolled = gtk_scrolled_window_new ();
  studio_fixture_show (&bench.base, bench.scrolled, WIDTH, HEIGHT);

  /* The first run of each warms up fonts and styles. */
  run_once (&bench, make_virtual_list, &our_widgets);
  run_once (&bench, make_list_view, &their_widgets);
  for (guint i = 0; i < N_RUNS; i++)
    {
      ours[i] = run_once (&bench, make_virtual_list, &our_widgets);
      theirs[i] = run_once (&bench, make_list_view, &their_widgets);
    }
  qsort (ours, N_RUNS, sizeof (double), compare_doubles);
  qsort (theirs, N_RUNS, sizeof (double), compare_doubles);
  g_print ("thread-open %d rows at the end: %.0f ms, %u row widgets, GtkListView %.0f ms, %u row widgets, "
           "ratio %.2f (goal ≤ %.2f)\n",
           N_ROWS, ours[N_RUNS / 2], our_widgets, theirs[N_RUNS / 2], their_widgets,
           ours[N_RUNS / 2] / theirs[N_RUNS / 2], GOAL);

  g_clear_object (&bench.rows);
  g_clear_object (&thumbnails);
  g_clear_object (&bench.items);
  studio_fixture_tear_down (&bench.base);
  return 0;
}
