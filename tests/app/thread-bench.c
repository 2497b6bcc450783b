/* thread-bench.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-message-private.h"
#include "gesso-thread-rows.h"
#include "gesso-version-private.h"
#include "gesso-virtual-list.h"
#include "thread-bench.h"

static const char *const words[] = {
  "soft", "light", "over", "the", "harbour", "at", "dawn", "with", "a", "painted", "boat", "and", "long", "shadow",
  "in", "oil", "水彩", "夜晚", "灯光", "wide", "portrait", "of", "an", "old", "sailor",
};

static const guint shapes[][2] = { { 1024, 1024 }, { 1536, 1024 }, { 1024, 1536 }, { 1920, 1080 } };

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

GListModel *
thread_bench_make_items (ThreadBench *bench,
                         guint        n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *store = g_list_store_new (G_TYPE_OBJECT);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_rand_int_range (random, 0, 100) < 35 ? make_version (random, i + 1, bench->blob)
                                                                   : make_message (random, i + 1));
  g_list_store_splice (store, 0, 0, items->pdata, items->len);
  return G_LIST_MODEL (store);
}

/* GtkListView: one child for each kind of row, made when it is first needed. */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          ThreadBench                *bench)
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
         ThreadBench                *bench)
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
  if (gtk_list_item_get_position (list_item) == bench->watched)
    bench->watched_row = row;
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item,
           ThreadBench                *bench)
{
  GObject *item = gtk_list_item_get_item (list_item);
  g_autofree char *name = g_strdup_printf ("%u", gesso_row_factory_get_kind (bench->rows, item));
  GtkWidget *row = find_child (gtk_list_item_get_child (list_item), name);

  gesso_row_factory_unbind (bench->rows, row, item);
  if (bench->watched_row == row)
    bench->watched_row = NULL;
}

GtkWidget *
thread_bench_make_list_view (ThreadBench *bench,
                             GListModel  *items)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *model = gtk_no_selection_new (g_object_ref (items));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), bench);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), bench);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), bench);
  return gtk_list_view_new (GTK_SELECTION_MODEL (model), factory);
}

GtkWidget *
thread_bench_make_virtual_list (ThreadBench *bench,
                                GListModel  *items)
{
  GtkWidget *list = gesso_virtual_list_new ();

  gesso_virtual_list_set_factory (GESSO_VIRTUAL_LIST (list), bench->rows);
  gesso_virtual_list_set_model (GESSO_VIRTUAL_LIST (list), items);
  gesso_virtual_list_scroll_to_end (GESSO_VIRTUAL_LIST (list));
  return list;
}

void
thread_bench_set_up (ThreadBench *bench)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();
  g_autoptr (GessoThread) thread = NULL;
  g_autoptr (GessoVersion) picture = NULL;

  /* What the application loads by itself. */
  gtk_css_provider_load_from_resource (style, GESSO_RESOURCE_PATH "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);

  studio_fixture_set_up (&bench->base);
  thread = studio_fixture_add_thread (&bench->base, "Bench");
  picture = studio_fixture_add_version (&bench->base, thread, NULL, 1);
  bench->blob = g_strdup (gesso_version_get_image (picture, 0)->blob);
  bench->thumbnails = gesso_thumbnails_new (bench->base.studio);
  bench->rows = GESSO_ROW_FACTORY (gesso_thread_rows_new (bench->thumbnails));
  bench->scrolled = gtk_scrolled_window_new ();
  studio_fixture_show (&bench->base, bench->scrolled, THREAD_BENCH_WIDTH, THREAD_BENCH_HEIGHT);
}

void
thread_bench_tear_down (ThreadBench *bench)
{
  g_clear_object (&bench->rows);
  g_clear_object (&bench->thumbnails);
  g_clear_pointer (&bench->blob, g_free);
  studio_fixture_tear_down (&bench->base);
}
