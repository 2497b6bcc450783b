/* walk-steps.c - what can be done in a window, each thing from wherever one is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-app-test.h"
#include "gesso-bundle.h"
#include "gesso-family-card.h"
#include "gesso-family-page.h"
#include "gesso-find-bar.h"
#include "gesso-library-cell.h"
#include "gesso-library-grid.h"
#include "gesso-library-page.h"
#include "gesso-picture-tile.h"
#include "gesso-thread-view.h"
#include "gesso-threads-pane.h"
#include "walk.h"

/* At most so much is written to the disk of the machine. */
#define MAX_BUNDLES 6

static const char *const words[] = {
  "harbour", "dawn", "水", "灯光", "a", "light over", "no such thing", "sail\"or", "%_*", "",
};

/* Looking around */

typedef gboolean (*WidgetFunc) (GtkWidget *widget);

static void
collect (GtkWidget *widget,
         GType      type,
         WidgetFunc wanted,
         GPtrArray *found)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (wanted == NULL || wanted (widget)))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, type, wanted, found);
}

/* (nullable): one of the widgets of @type that are seen below @root. */
static gpointer
pick_widget (Walk      *walk,
             GtkWidget *root,
             GType      type,
             WidgetFunc wanted)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (root, type, wanted, found);
  return found->len > 0 ? found->pdata[g_rand_int_range (walk->random, 0, found->len)] : NULL;
}

static gpointer
pick_in_window (Walk *walk,
                GType type)
{
  return pick_widget (walk, GTK_WIDGET (walk->window), type, NULL);
}

static const char *
pick_words (Walk *walk)
{
  return words[g_rand_int_range (walk->random, 0, G_N_ELEMENTS (words))];
}

/* (nullable): any of the threads. Returns: (transfer full) */
static GessoThread *
pick_thread (Walk *walk)
{
  GListModel *threads = G_LIST_MODEL (gesso_studio_get_threads (walk->studio));
  guint n = g_list_model_get_n_items (threads);

  return n > 0 ? g_list_model_get_item (threads, g_rand_int_range (walk->random, 0, n)) : NULL;
}

/* (nullable): a version whose pictures are seen. */
static GessoVersion *
pick_version (Walk *walk)
{
  GessoPictureTile *tile = pick_in_window (walk, GESSO_TYPE_PICTURE_TILE);

  if (tile != NULL)
    return gesso_picture_tile_get_version (tile);
  if (gesso_window_get_canvas (walk->window) != NULL)
    return gesso_canvas_pane_get_version (gesso_window_get_canvas (walk->window));
  return NULL;
}

/* Does one of the window's commands, as a menu or key would. */
static gboolean
activate (Walk       *walk,
          const char *action,
          GVariant   *target)
{
  g_autoptr (GVariant) owned = target != NULL ? g_variant_ref_sink (target) : NULL;
  GActionGroup *group = G_ACTION_GROUP (walk->window);

  if (!g_action_group_has_action (group, action) || !g_action_group_get_action_enabled (group, action))
    return FALSE;
  g_action_group_activate_action (group, action, owned);
  return TRUE;
}

static gboolean
activate_on_version (Walk       *walk,
                     const char *action)
{
  GessoVersion *version = pick_version (walk);
  guint index;

  if (version == NULL)
    return FALSE;
  index = g_rand_int_range (walk->random, 0, gesso_version_get_n_images (version));
  return activate (walk, action, g_variant_new ("(xu)", gesso_version_get_id (version), index));
}

static gboolean
type_into (Walk  *walk,
           GType  inside)
{
  GtkWidget *place = pick_in_window (walk, inside);
  GtkWidget *entry = place != NULL ? pick_widget (walk, place, GTK_TYPE_SEARCH_ENTRY, NULL) : NULL;

  if (entry == NULL)
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (entry), pick_words (walk));
  return TRUE;
}

void
walk_close_windows (Walk *walk)
{
  GListModel *windows = gtk_window_get_toplevels ();

  /* One may take another with it. GTK 4.8 does not forget what a window asked
   * for at the same moment as it is closed, which no hand is quick enough for. */
  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = NULL;

      for (guint k = 0; k < 10; k++)
        g_main_context_iteration (NULL, FALSE);
      window = g_list_model_get_item (windows, i - 1);

      if (window != NULL && window != GTK_WINDOW (walk->window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        gtk_window_close (window);
    }
}

static gboolean
close_windows (Walk *walk)
{
  walk_close_windows (walk);
  return TRUE;
}

/* Scrolling and the keyboard, anywhere */

static gboolean
scroll (Walk *walk)
{
  GtkScrolledWindow *scrolled = pick_in_window (walk, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  double range;

  if (scrolled == NULL)
    return FALSE;
  adjustment = gtk_scrolled_window_get_vadjustment (scrolled);
  range = g_rand_boolean (walk->random) ? gtk_adjustment_get_upper (adjustment) : 300;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment)
                                        + g_rand_double_range (walk->random, -range, range));
  return TRUE;
}

static gboolean
move_focus (Walk *walk)
{
  static const GtkDirectionType directions[] = {
    GTK_DIR_TAB_FORWARD, GTK_DIR_TAB_BACKWARD, GTK_DIR_UP, GTK_DIR_DOWN, GTK_DIR_LEFT, GTK_DIR_RIGHT,
  };

  return gtk_widget_child_focus (GTK_WIDGET (walk->window),
                                 directions[g_rand_int_range (walk->random, 0, G_N_ELEMENTS (directions))]);
}

/* Whether the pointer could get at it: rows just outside of a list are there as well. */
static gboolean
is_in_reach (GtkWidget *widget)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (widget));
  GtkWidget *there;
  double x, y;

  if (!gtk_widget_translate_coordinates (widget, root, gtk_widget_get_width (widget) / 2.0,
                                         gtk_widget_get_height (widget) / 2.0, &x, &y))
    return FALSE;
  there = gtk_widget_pick (root, x, y, GTK_PICK_DEFAULT);
  return there != NULL && (there == widget || gtk_widget_is_ancestor (there, widget));
}

/* The window's own buttons would end the walk, links lead out of it. */
static gboolean
may_press (GtkWidget *widget)
{
  return gtk_widget_is_sensitive (widget) && !GTK_IS_LINK_BUTTON (widget)
         && gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) == NULL && is_in_reach (widget);
}

static gboolean
press_button (Walk *walk)
{
  GtkWidget *button = pick_widget (walk, GTK_WIDGET (walk->window), GTK_TYPE_BUTTON, may_press);

  if (button == NULL)
    return FALSE;
  walk->detail = g_strdup_printf ("%s %s", gtk_buildable_get_buildable_id (GTK_BUILDABLE (button)),
                                  gtk_widget_get_tooltip_text (button));
  g_signal_emit_by_name (button, "clicked");
  return TRUE;
}

static gboolean
close_popovers (Walk *walk)
{
  GtkPopover *popover = pick_in_window (walk, GTK_TYPE_POPOVER);

  if (popover == NULL)
    return FALSE;
  gtk_popover_popdown (popover);
  return TRUE;
}

static gboolean
resize (Walk *walk)
{
  static const int sizes[][2] = { { 1280, 800 }, { 1280, 800 }, { 900, 700 }, { 400, 700 }, { 360, 640 } };
  guint i = g_rand_int_range (walk->random, 0, G_N_ELEMENTS (sizes));

  gtk_window_set_default_size (GTK_WINDOW (walk->window), sizes[i][0], sizes[i][1]);
  return TRUE;
}

static gboolean
change_colours (Walk *walk)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      g_rand_boolean (walk->random) ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                    : ADW_COLOR_SCHEME_FORCE_LIGHT);
  return TRUE;
}

static gboolean
toggle_pane (Walk *walk)
{
  return activate (walk, g_rand_boolean (walk->random) ? "toggle-sidebar" : "toggle-canvas", NULL);
}

/* Threads */

static gboolean
open_thread (Walk *walk)
{
  g_autoptr (GessoThread) thread = pick_thread (walk);

  return thread != NULL && activate (walk, "show-place", g_variant_new ("(xx)", gesso_thread_get_id (thread), (gint64) 0));
}

static gboolean
new_thread (Walk *walk)
{
  return activate (walk, "new-thread", NULL);
}

static gboolean
trash_thread (Walk *walk)
{
  g_autoptr (GessoThread) thread = pick_thread (walk);
  GVariant *id;

  /* Something must be left to walk through. */
  if (thread == NULL || g_list_model_get_n_items (G_LIST_MODEL (gesso_studio_get_threads (walk->studio))) < 4)
    return FALSE;
  id = g_variant_ref_sink (g_variant_new_int64 (gesso_thread_get_id (thread)));
  activate (walk, "trash-thread", id);
  if (g_rand_boolean (walk->random))
    activate (walk, "restore-thread", id);
  g_variant_unref (id);
  return TRUE;
}

static gboolean
find (Walk *walk)
{
  return activate (walk, "find", NULL) && type_into (walk, GESSO_TYPE_FIND_BAR);
}

static gboolean
search (Walk *walk)
{
  return activate (walk, "search", NULL) && type_into (walk, GESSO_TYPE_THREADS_PANE);
}

static gboolean
open_row (Walk *walk)
{
  GtkListView *view = pick_in_window (walk, GTK_TYPE_LIST_VIEW);
  guint n = view != NULL ? g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (view))) : 0;

  if (n == 0)
    return FALSE;
  g_signal_emit_by_name (view, "activate", g_rand_int_range (walk->random, 0, MIN (n, 10)));
  return TRUE;
}

/* Versions */

static gboolean
use_version (Walk *walk)
{
  static const char *const actions[] = { "show-version", "use-as-source", "continue-from", "copy-version",
                                         "show-recipe", "show-sheet", "more-like-this" };

  return activate_on_version (walk, actions[g_rand_int_range (walk->random, 0, G_N_ELEMENTS (actions))]);
}

static gboolean
trash_version (Walk *walk)
{
  GessoVersion *version = pick_version (walk);
  gint64 id;

  if (version == NULL)
    return FALSE;
  id = gesso_version_get_id (version);
  activate (walk, "trash-version", g_variant_new ("(xu)", id, 0));
  if (g_rand_int_range (walk->random, 0, 3) > 0)
    activate (walk, "restore-version", g_variant_new_int64 (id));
  return TRUE;
}

/* The library */

static gboolean
open_library (Walk *walk)
{
  return activate (walk, "library", NULL);
}

static gboolean
filter_library (Walk *walk)
{
  return type_into (walk, GESSO_TYPE_LIBRARY_PAGE);
}

static gboolean
work_in_library (Walk *walk)
{
  static const char *const actions[] = {
    "library.close", "library.clear-filters", "library.zoom-in", "library.zoom-out", "library.toggle-places",
    "library.toggle-favourite", "library.trash", "library.only-thread", "library.more-like-this", "library.unselect",
    "library.filter", "library.open",
  };
  GtkWidget *page = pick_in_window (walk, GESSO_TYPE_LIBRARY_PAGE);

  return page != NULL
         && gtk_widget_activate_action (page, actions[g_rand_int_range (walk->random, 0, G_N_ELEMENTS (actions))], NULL);
}

/* The family tree and branches */

static gboolean
open_family_tree (Walk *walk)
{
  return activate (walk, "family-tree", NULL);
}

static gboolean
work_in_family_tree (Walk *walk)
{
  static const char *const actions[] = {
    "family.close", "family.zoom-in", "family.zoom-out", "family.fit", "family.zoom-normal", "family.show-path",
    "family.everywhere", "family.select-all", "family.unselect", "family.compare", "family.open", "family.continue",
    "family.use-as-source", "family.pin", "family.recipe", "family.replay", "family.trash",
  };
  GtkWidget *page = pick_in_window (walk, GESSO_TYPE_FAMILY_PAGE);
  GtkWidget *card = pick_in_window (walk, GESSO_TYPE_FAMILY_CARD);

  if (page == NULL)
    return FALSE;
  if (card != NULL)
    gtk_widget_grab_focus (card);
  return gtk_widget_activate_action (page, actions[g_rand_int_range (walk->random, 0, G_N_ELEMENTS (actions))], NULL);
}

static gboolean
open_branches (Walk *walk)
{
  return activate (walk, "branches", NULL);
}

static gboolean
select_in_library (Walk *walk)
{
  GessoLibraryGrid *grid = pick_in_window (walk, GESSO_TYPE_LIBRARY_GRID);
  GessoLibraryCell *cell = pick_in_window (walk, GESSO_TYPE_LIBRARY_CELL);

  if (grid == NULL || cell == NULL || gesso_library_cell_get_item (cell) == NULL)
    return FALSE;
  if (g_rand_int_range (walk->random, 0, 16) == 0)
    {
      gesso_library_grid_select_all (grid);
      return TRUE;
    }
  gesso_library_selection_set (gesso_library_grid_get_selection (grid),
                               gesso_library_item_get_id (gesso_library_cell_get_item (cell)),
                               g_rand_boolean (walk->random));
  g_signal_emit_by_name (grid, "selection-changed");
  return TRUE;
}

/* The canvas */

static gboolean
work_on_canvas (Walk *walk)
{
  static const char *const actions[] = {
    "zoom-in", "zoom-out", "zoom-fit", "zoom-100", "pan-left", "pan-right", "pan-up", "pan-down", "undo", "redo",
    "invert", "fill", "clear", "feather", "brush-smaller", "brush-larger", "brush-softer", "last-tool",
  };
  GessoCanvasPane *canvas = gesso_window_get_canvas (walk->window);
  g_autofree char *action = NULL;

  if (canvas == NULL || !gtk_widget_get_mapped (GTK_WIDGET (canvas)))
    return FALSE;
  action = g_strconcat ("canvas.", actions[g_rand_int_range (walk->random, 0, G_N_ELEMENTS (actions))], NULL);
  return gtk_widget_activate_action (GTK_WIDGET (canvas), action, NULL);
}

static gboolean
change_mode (Walk *walk)
{
  GessoCanvasPane *canvas = gesso_window_get_canvas (walk->window);

  if (canvas == NULL)
    return FALSE;
  gesso_canvas_pane_set_mode (canvas, g_rand_int_range (walk->random, GESSO_CANVAS_VIEW, GESSO_CANVAS_EXPAND + 1));
  return TRUE;
}

/* Runs */

static gboolean
run (Walk *walk)
{
  static const GessoTool tools[] = { GESSO_TOOL_GENERATE, GESSO_TOOL_UPSCALE, GESSO_TOOL_INPAINT, GESSO_TOOL_EXPAND };
  GessoComposer *composer = gesso_window_get_composer (walk->window);
  GessoTool tool = tools[g_rand_int_range (walk->random, 0, G_N_ELEMENTS (tools))];

  gesso_composer_suggest (composer, tool, tool == GESSO_TOOL_GENERATE && g_rand_boolean (walk->random)
                                          ? "{dawn|noon} over the harbour" : "paper");
  return activate (walk, "run", NULL);
}

static gboolean
cancel_job (Walk *walk)
{
  static const char *const actions[] = { "cancel-job", "retry-job", "dismiss-job", "edit-job" };
  GListModel *jobs = G_LIST_MODEL (gesso_studio_get_queue (walk->studio));
  guint n = g_list_model_get_n_items (jobs);
  g_autoptr (GessoJob) job = n > 0 ? g_list_model_get_item (jobs, g_rand_int_range (walk->random, 0, n)) : NULL;

  return job != NULL && activate (walk, actions[g_rand_int_range (walk->random, 0, G_N_ELEMENTS (actions))],
                                  g_variant_new_int64 (gesso_job_get_id (job)));
}

/* Files */

static gboolean
open_picture (Walk *walk)
{
  g_autofree char *name = g_strdup_printf ("%u.png", walk->n_files % 40);
  g_autoptr (GFile) file = app_test_write_png (walk->folder, name, g_rand_int_range (walk->random, 1, 300),
                                               g_rand_int_range (walk->random, 1, 300), NULL);

  walk->n_files++;
  gesso_window_open_files (walk->window, &file, 1, g_rand_boolean (walk->random));
  return TRUE;
}

static gboolean
open_broken_file (Walk *walk)
{
  g_autofree char *path = g_build_filename (walk->folder, g_rand_boolean (walk->random) ? "x.png" : "x.gesso", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, "neither of these", -1, NULL));
  gesso_window_open_files (walk->window, &file, 1, FALSE);
  return TRUE;
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Walk *walk = user_data;
  g_autoptr (GError) error = NULL;

  /* The thread may have gone meanwhile; that is said and nothing else. */
  gesso_bundle_export_finish (GESSO_STORE (source), result, &error);
  walk->n_running--;
}

static gboolean
export_bundle (Walk *walk)
{
  g_autoptr (GessoThread) thread = pick_thread (walk);
  g_autofree char *name = g_strdup_printf ("%u.gesso", walk->bundles->len % MAX_BUNDLES);
  gint64 id;
  GFile *file;

  if (thread == NULL || walk->n_running > 0)
    return FALSE;
  id = gesso_thread_get_id (thread);
  file = g_file_new_build_filename (walk->folder, name, NULL);
  g_ptr_array_add (walk->bundles, file);
  walk->n_running++;
  gesso_bundle_export_async (gesso_studio_get_store (walk->studio), &id, 1, NULL, 0, file, NULL, NULL, NULL, exported_cb,
                             walk);
  return TRUE;
}

static gboolean
import_bundle (Walk *walk)
{
  GFile *file;

  if (walk->bundles->len == 0)
    return FALSE;
  file = walk->bundles->pdata[g_rand_int_range (walk->random, 0, walk->bundles->len)];
  gesso_window_open_files (walk->window, &file, 1, TRUE);
  return TRUE;
}

static gboolean
show_shortcuts (Walk *walk)
{
  gesso_window_show_shortcuts (walk->window);
  return TRUE;
}

static const WalkStep steps[] = {
  { "scroll", 24, scroll },
  { "move-focus", 10, move_focus },
  { "press-button", 10, press_button },
  { "close-popovers", 6, close_popovers },
  { "close-windows", 6, close_windows },
  { "resize", 3, resize },
  { "change-colours", 1, change_colours },
  { "toggle-pane", 3, toggle_pane },
  { "open-thread", 10, open_thread },
  { "new-thread", 2, new_thread },
  { "trash-thread", 1, trash_thread },
  { "find", 4, find },
  { "search", 4, search },
  { "open-row", 4, open_row },
  { "use-version", 10, use_version },
  { "trash-version", 2, trash_version },
  { "open-library", 4, open_library },
  { "filter-library", 6, filter_library },
  { "work-in-library", 10, work_in_library },
  { "select-in-library", 6, select_in_library },
  { "open-family-tree", 3, open_family_tree },
  { "work-in-family-tree", 8, work_in_family_tree },
  { "open-branches", 2, open_branches },
  { "work-on-canvas", 14, work_on_canvas },
  { "change-mode", 3, change_mode },
  { "run", 3, run },
  { "cancel-job", 3, cancel_job },
  { "open-picture", 4, open_picture },
  { "open-broken-file", 1, open_broken_file },
  { "export-bundle", 2, export_bundle },
  { "import-bundle", 2, import_bundle },
  { "show-shortcuts", 2, show_shortcuts },
};

const WalkStep *
walk_get_steps (guint *n)
{
  *n = G_N_ELEMENTS (steps);
  return steps;
}
