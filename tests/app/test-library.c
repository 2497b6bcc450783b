/* test-library.c - the page of the library over a real studio
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-library-cell.h"
#include "gesso-library-chips.h"
#include "gesso-library-grid.h"
#include "gesso-library-page.h"
#include "studio-fixture.h"

typedef struct
{
  StudioFixture base;
  GtkWidget *page;
  GessoLibraryGrid *grid;
  GessoThread *thread;
  GPtrArray *versions; /* (element-type GessoVersion): oldest first */
  gint64 opened;
  guint n_wanted;
} LibraryFixture;

static GtkWidget *
find_one (GtkWidget *root,
          GType      type)
{
  g_autoptr (GPtrArray) all = studio_fixture_find_all (root, type);

  return all->len > 0 ? all->pdata[0] : NULL;
}

static guint
count_cells (LibraryFixture *self)
{
  g_autoptr (GPtrArray) all = studio_fixture_find_all (self->page, GESSO_TYPE_LIBRARY_CELL);
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    n += gesso_library_item_get_row (gesso_library_cell_get_item (all->pdata[i])) != NULL;
  return n;
}

static gboolean
has_wanted_cb (gpointer data)
{
  LibraryFixture *self = data;

  return count_cells (self) == self->n_wanted;
}

/* Waits until so many cells with their rows are seen. */
static void
wait_for_cells (LibraryFixture *self,
                guint           n)
{
  self->n_wanted = n;
  studio_fixture_wait (has_wanted_cb, self);
  studio_fixture_settle (&self->base);
}

static void
opened_cb (LibraryFixture *self,
           gint64          thread_id,
           gint64          version_id)
{
  g_assert_cmpint (thread_id, ==, gesso_thread_get_id (self->thread));
  self->opened = version_id;
}

static void
set_up (LibraryFixture *self,
        gconstpointer   data)
{
  static const char *const prompts[] = { "a harbour at dawn", "夜晚的灯光", "a fox", "a fox in the snow" };
  g_autoptr (GSettings) settings = g_settings_new (GESSO_APPLICATION_ID);

  studio_fixture_set_up (&self->base);
  self->thread = studio_fixture_add_thread (&self->base, "Studies");
  self->versions = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (prompts); i++)
    {
      GessoVersionDraft *draft = gesso_version_draft_new ();

      draft->tool = GESSO_TOOL_GENERATE;
      draft->model = g_strdup ("device/sketch");
      draft->prompt = g_strdup (prompts[i]);
      g_ptr_array_add (self->versions, studio_fixture_add_version (&self->base, self->thread, draft, 1));
    }
  self->page = gesso_library_page_new (self->base.studio, settings);
  g_signal_connect_swapped (self->page, "open-version", G_CALLBACK (opened_cb), self);
  studio_fixture_show (&self->base, self->page, 900, 600);
  wait_for_cells (self, 4);
  self->grid = GESSO_LIBRARY_GRID (find_one (self->page, GESSO_TYPE_LIBRARY_GRID));
}

static void
tear_down (LibraryFixture *self,
           gconstpointer   data)
{
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_object (&self->thread);
  studio_fixture_tear_down (&self->base);
}

static void
select_at (LibraryFixture *self,
           guint           position)
{
  gesso_library_grid_focus (self->grid, position);
  gtk_widget_activate_action (self->page, "library.unselect", NULL);
  gesso_library_selection_set (gesso_library_grid_get_selection (self->grid),
                               gesso_version_get_id (self->versions->pdata[self->versions->len - 1 - position]), TRUE);
  g_signal_emit_by_name (self->grid, "selection-changed");
}

static GessoLibraryItem *
find_item (LibraryFixture *self,
           gint64          id)
{
  g_autoptr (GPtrArray) all = studio_fixture_find_all (self->page, GESSO_TYPE_LIBRARY_CELL);

  for (guint i = 0; i < all->len; i++)
    {
      GessoLibraryItem *item = gesso_library_cell_get_item (all->pdata[i]);

      if (gesso_library_item_get_id (item) == id)
        return item;
    }
  return NULL;
}

static gboolean
is_marked_cb (gpointer data)
{
  LibraryFixture *self = data;
  GessoLibraryItem *item = find_item (self, gesso_version_get_id (self->versions->pdata[3]));
  const GessoLibraryRow *row = item != NULL ? gesso_library_item_get_row (item) : NULL;

  return row != NULL && row->favourite && row->stars == 3;
}

static void
test_marks (LibraryFixture *self,
            gconstpointer   data)
{
  select_at (self, 0);
  gtk_widget_activate_action (self->page, "library.toggle-favourite", NULL);
  gtk_widget_activate_action (self->page, "library.set-stars", "i", 3);
  studio_fixture_wait (is_marked_cb, self);
}

static void
type_words (LibraryFixture *self,
            const char     *words)
{
  GtkWidget *entry = find_one (self->page, GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), words);
}

static gboolean
tells_nothing_cb (gpointer data)
{
  return studio_fixture_find_label (((LibraryFixture *) data)->page, "Nothing Found") != NULL;
}

static void
test_search (LibraryFixture *self,
             gconstpointer   data)
{
  GessoLibraryItem *item;
  const GessoLibraryRow *row;

  type_words (self, "fox");
  wait_for_cells (self, 2);
  type_words (self, "灯光");
  wait_for_cells (self, 1);
  item = find_item (self, gesso_version_get_id (self->versions->pdata[1]));
  g_assert_nonnull (item);
  row = gesso_library_item_get_row (item);
  g_assert_cmpstr (row->hit, ==, "夜晚的灯光");
  g_assert_cmpuint (row->hit_start, ==, strlen ("夜晚的"));
  type_words (self, "nothing like it");
  wait_for_cells (self, 0);
  studio_fixture_wait (tells_nothing_cb, self);
  gtk_widget_activate_action (self->page, "library.clear-filters", NULL);
  wait_for_cells (self, 4);
}

static void
test_trash_and_undo (LibraryFixture *self,
                     gconstpointer   data)
{
  gint64 id = gesso_version_get_id (self->versions->pdata[3]);

  select_at (self, 0);
  gtk_widget_activate_action (self->page, "library.trash", NULL);
  wait_for_cells (self, 3);
  g_assert_true (gesso_version_get_trashed (self->versions->pdata[3]));
  g_assert_cmpuint (gesso_library_selection_get_size (gesso_library_grid_get_selection (self->grid)), ==, 0);
  gtk_widget_activate_action_variant (self->page, "library.restore",
                                      g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, &id, 1, sizeof id));
  wait_for_cells (self, 4);
  g_assert_false (gesso_version_get_trashed (self->versions->pdata[3]));
}

/* What is made while the library is looked at comes first. */
static void
test_added (LibraryFixture *self,
            gconstpointer   data)
{
  g_ptr_array_add (self->versions, studio_fixture_add_version (&self->base, self->thread, NULL, 2));
  wait_for_cells (self, 5);
}

static void
test_only_thread (LibraryFixture *self,
                  gconstpointer   data)
{
  g_autoptr (GessoThread) other = studio_fixture_add_thread (&self->base, "Other");
  g_autoptr (GessoVersion) version = studio_fixture_add_version (&self->base, other, NULL, 1);
  GtkWidget *chips;

  wait_for_cells (self, 5);
  gesso_library_grid_select_all (self->grid);
  g_assert_cmpuint (gesso_library_selection_get_size (gesso_library_grid_get_selection (self->grid)), ==, 5);
  gtk_widget_activate_action (self->page, "library.only-thread", NULL);
  wait_for_cells (self, 1);
  chips = find_one (self->page, GESSO_TYPE_LIBRARY_CHIPS);
  g_assert_nonnull (chips);
  g_signal_emit_by_name (find_one (chips, GTK_TYPE_BUTTON), "clicked");
  wait_for_cells (self, 5);
}

static void
test_open (LibraryFixture *self,
           gconstpointer   data)
{
  select_at (self, 1);
  gtk_widget_activate_action (self->page, "library.open", NULL);
  g_assert_cmpint (self->opened, ==, gesso_version_get_id (self->versions->pdata[2]));
}

static GtkFileChooser *
find_file_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER_DIALOG (window) && gtk_widget_get_visible (window))
        return GTK_FILE_CHOOSER (window);
    }
  return NULL;
}

static gboolean
is_folder_chosen_cb (gpointer data)
{
  g_autoptr (GFile) folder = gtk_file_chooser_get_file (find_file_dialog ());

  return folder != NULL && g_file_equal (folder, data);
}

static gboolean
is_something_in_cb (gpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (g_file_peek_path (data), 0, NULL);

  return g_dir_read_name (dir) != NULL;
}

static void
test_export (LibraryFixture *self,
             gconstpointer   data)
{
  g_autoptr (GFile) folder = g_file_new_build_filename (self->base.folder, "exported", NULL);

  g_assert_true (g_file_make_directory (folder, NULL, NULL));
  select_at (self, 0);
  gtk_widget_activate_action (self->page, "library.export", NULL);
  g_assert_true (gtk_file_chooser_set_file (find_file_dialog (), folder, NULL));
  studio_fixture_wait (is_folder_chosen_cb, folder);
  gtk_dialog_response (GTK_DIALOG (find_file_dialog ()), GTK_RESPONSE_ACCEPT);
  studio_fixture_wait (is_something_in_cb, folder);
  g_assert_null (find_file_dialog ());
}

static void
test_zoom (LibraryFixture *self,
           gconstpointer   data)
{
  int before, after;

  g_object_get (self->grid, "cell-size", &before, NULL);
  gtk_widget_activate_action (self->page, "library.zoom-in", NULL);
  g_object_get (self->grid, "cell-size", &after, NULL);
  g_assert_cmpint (after, >, before);
  for (guint i = 0; i < 20; i++)
    gtk_widget_activate_action (self->page, "library.zoom-out", NULL);
  g_object_get (self->grid, "cell-size", &after, NULL);
  g_assert_cmpint (after, ==, 80);
  studio_fixture_settle (&self->base);
}

static void
test_no_display (void)
{
  g_test_skip ("No display");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!studio_fixture_can_run ())
    {
      g_test_add_func ("/library/no-display", test_no_display);
      return g_test_run ();
    }
#define ADD(name, func) g_test_add ("/library/" name, LibraryFixture, NULL, set_up, func, tear_down)
  ADD ("marks", test_marks);
  ADD ("search", test_search);
  ADD ("trash-and-undo", test_trash_and_undo);
  ADD ("added", test_added);
  ADD ("only-thread", test_only_thread);
  ADD ("open", test_open);
  ADD ("export", test_export);
  ADD ("zoom", test_zoom);
  return g_test_run ();
}
