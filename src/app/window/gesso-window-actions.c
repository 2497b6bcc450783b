/* gesso-window-actions.c - every command of the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-window-private.h"

/* Commands of the window */

static void
new_thread_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  GessoWindow *self = GESSO_WINDOW (user_data);

  gesso_window_set_thread (self, NULL);
  if (gesso_shell_get_mode (self->shell) != GESSO_SHELL_WIDE)
    gesso_shell_set_sidebar_visible (self->shell, FALSE);
  gesso_composer_focus_prompt (self->composer);
}

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  gesso_window_choose_files (GESSO_WINDOW (user_data));
}

static void
paste_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  gesso_window_paste (GESSO_WINDOW (user_data));
}

static void
keep_twin_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  const char *uri, *blob;

  g_variant_get (parameter, "(&s&s)", &uri, &blob);
  gesso_window_keep_twin (GESSO_WINDOW (user_data), uri, blob);
}

static void
search_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  GessoWindow *self = GESSO_WINDOW (user_data);

  gesso_shell_set_sidebar_visible (self->shell, TRUE);
  g_object_set (self->threads_pane, "search-mode", TRUE, NULL);
}

/* In the thread, or where there is none, in all of them. */
static void
find_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GessoWindow *self = GESSO_WINDOW (user_data);

  if (self->thread == NULL)
    {
      search_cb (action, parameter, user_data);
      return;
    }
  gesso_shell_set_page (self->shell, GESSO_SHELL_PAGE_THREAD);
  gesso_thread_view_find (self->thread_view);
}

static void
show_place_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  gint64 thread_id, version_id;

  g_variant_get (parameter, "(xx)", &thread_id, &version_id);
  gesso_window_show_place (GESSO_WINDOW (user_data), thread_id, version_id);
}

static void
search_library_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gesso_window_search_library (GESSO_WINDOW (user_data), g_variant_get_string (parameter, NULL));
}

static void
run_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  gesso_window_run (GESSO_WINDOW (user_data));
}

static void
try_sketch_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  gesso_window_try_sketch (GESSO_WINDOW (user_data));
}

static void
focus_composer_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  GessoWindow *self = GESSO_WINDOW (user_data);

  gesso_shell_set_page (self->shell, GESSO_SHELL_PAGE_THREAD);
  gesso_composer_focus_prompt (self->composer);
}

static void
library_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  GessoWindow *self = GESSO_WINDOW (user_data);

  if (gesso_window_is_library_open (self))
    gesso_window_uncover (self);
  else
    gesso_window_open_library (self);
}

static void
family_tree_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  gesso_window_toggle_family (GESSO_WINDOW (user_data));
}

static void
thread_family_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  gesso_window_show_thread_family (GESSO_WINDOW (user_data), g_variant_get_int64 (parameter));
}

static void
compare_versions_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  gint64 version_id, other_id;

  g_variant_get (parameter, "(xx)", &version_id, &other_id);
  gesso_window_compare_versions (GESSO_WINDOW (user_data), version_id, other_id);
}

static void
fullscreen_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  GtkWindow *window = GTK_WINDOW (user_data);

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}

static void
try_again_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GessoWindow *self = GESSO_WINDOW (user_data);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  gtk_stack_set_visible_child_name (self->root, "studio");
  if (application != NULL)
    gesso_application_open_studio (GESSO_APPLICATION (application));
}

/* Commands on a thread: its id */

static void
rename_thread_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  gesso_window_rename_thread (GESSO_WINDOW (user_data), g_variant_get_int64 (parameter));
}

static void
export_thread_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  gesso_window_export_thread (GESSO_WINDOW (user_data), g_variant_get_int64 (parameter));
}

static void
trash_thread_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  gesso_window_trash_thread (GESSO_WINDOW (user_data), g_variant_get_int64 (parameter), TRUE);
}

static void
restore_thread_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gesso_window_trash_thread (GESSO_WINDOW (user_data), g_variant_get_int64 (parameter), FALSE);
}

/* Commands on a version: its id and the index of an image; those without a
 * parameter take what the canvas shows */

typedef struct
{
  const char *action;
  GessoVersionFunc func;
} VersionCommand;

static const VersionCommand version_commands[] = {
  { "show-version", gesso_window_view_version },
  { "use-as-source", gesso_window_use_as_source },
  { "continue-from", gesso_window_continue_from },
  { "copy-version", gesso_window_copy_version },
  { "save-version", gesso_window_save_version },
  { "show-recipe", gesso_window_show_recipe },
  { "show-sheet", gesso_window_show_sheet_of },
  { "use-reply", gesso_window_use_reply },
  { "replay-path", gesso_window_replay_path },
  { "replay", gesso_window_replay_path },
  { "show-family", gesso_window_show_family },
  { "pin-version", gesso_window_pin_version },
  { "trash-version", gesso_window_trash_version },
  { "open-version-elsewhere", gesso_window_open_elsewhere },
  { "open-elsewhere", gesso_window_open_elsewhere },
  { "copy", gesso_window_copy_version },
  { "save", gesso_window_save_version },
  { "recipe", gesso_window_show_recipe },
  { "more-like-this", gesso_window_show_alike },
  { "sheet", gesso_window_show_sheet_of },
};

static void
version_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  GessoWindow *self = GESSO_WINDOW (user_data);
  const char *name = g_action_get_name (G_ACTION (action));
  GVariant *target = parameter != NULL ? parameter : gesso_window_dup_shown (self);

  for (guint i = 0; target != NULL && i < G_N_ELEMENTS (version_commands); i++)
    if (g_str_equal (version_commands[i].action, name))
      gesso_window_with_version (self, target, version_commands[i].func);
}

static void
restore_version_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  gesso_window_restore_version (GESSO_WINDOW (user_data), g_variant_get_int64 (parameter));
}

static void
restore_recipe_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gesso_window_restore_recipe (GESSO_WINDOW (user_data), g_variant_get_string (parameter, NULL));
}

static void
keep_hand_edit_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  GessoWindow *self = GESSO_WINDOW (user_data);

  if (self->hand_edits != NULL)
    gesso_hand_edits_keep (self->hand_edits, g_variant_get_string (parameter, NULL));
}

/* Commands on a job: its id */

static void
cancel_job_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  GessoJob *job = gesso_window_find_job (GESSO_WINDOW (user_data), g_variant_get_int64 (parameter));

  if (job != NULL)
    gesso_job_cancel (job);
}

static void
retry_job_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GessoWindow *self = GESSO_WINDOW (user_data);
  GessoJob *job = gesso_window_find_job (self, g_variant_get_int64 (parameter));

  if (job != NULL)
    gesso_job_queue_retry (gesso_studio_get_queue (self->studio), job);
}

static void
edit_job_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GessoWindow *self = GESSO_WINDOW (user_data);
  GessoJob *job = gesso_window_find_job (self, g_variant_get_int64 (parameter));

  if (job != NULL)
    gesso_window_edit_request (self, gesso_job_get_request (job));
}

static void
dismiss_job_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  GessoWindow *self = GESSO_WINDOW (user_data);
  GessoJob *job = gesso_window_find_job (self, g_variant_get_int64 (parameter));

  if (job != NULL)
    gesso_job_queue_dismiss (gesso_studio_get_queue (self->studio), job);
}

/* Branches */

static void
continue_from_message_cb (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  gesso_window_continue_from_message (GESSO_WINDOW (user_data), g_variant_get_int64 (parameter));
}

static void
switch_branch_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  gint64 thread_id, branch_id;

  g_variant_get (parameter, "(xx)", &thread_id, &branch_id);
  gesso_window_switch_branch (GESSO_WINDOW (user_data), thread_id, branch_id);
}

static void
rename_branch_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  gint64 thread_id, branch_id;

  g_variant_get (parameter, "(xx)", &thread_id, &branch_id);
  gesso_window_rename_branch (GESSO_WINDOW (user_data), thread_id, branch_id);
}

static void
compare_branch_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gesso_window_compare_branch (GESSO_WINDOW (user_data), g_variant_get_int64 (parameter));
}

static void
branches_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  gesso_window_open_branches (GESSO_WINDOW (user_data));
}

static const GActionEntry actions[] = {
  { "new-thread", new_thread_cb },
  { "open", open_cb },
  { "paste", paste_cb },
  { "keep-twin", keep_twin_cb, "(ss)" },
  { "find", find_cb },
  { "search", search_cb },
  { "run", run_cb },
  { "try-sketch", try_sketch_cb },
  { "focus-composer", focus_composer_cb },
  { "library", library_cb },
  { "search-library", search_library_cb, "s" },
  { "family-tree", family_tree_cb },
  { "thread-family", thread_family_cb, "x" },
  { "compare-versions", compare_versions_cb, "(xx)" },
  { "show-place", show_place_cb, "(xx)" },
  { "more-like-this", version_cb, "(xu)" },
  { "fullscreen", fullscreen_cb },
  { "try-again", try_again_cb },
  { "rename-thread", rename_thread_cb, "x" },
  { "export-thread", export_thread_cb, "x" },
  { "trash-thread", trash_thread_cb, "x" },
  { "restore-thread", restore_thread_cb, "x" },
  { "show-version", version_cb, "(xu)" },
  { "use-as-source", version_cb, "(xu)" },
  { "continue-from", version_cb, "(xu)" },
  { "copy-version", version_cb, "(xu)" },
  { "save-version", version_cb, "(xu)" },
  { "show-recipe", version_cb, "(xu)" },
  { "show-sheet", version_cb, "(xu)" },
  { "use-reply", version_cb, "(xu)" },
  { "replay-path", version_cb, "(xu)" },
  { "replay", version_cb },
  { "show-family", version_cb, "(xu)" },
  { "pin-version", version_cb, "(xu)" },
  { "trash-version", version_cb, "(xu)" },
  { "restore-version", restore_version_cb, "x" },
  { "restore-recipe", restore_recipe_cb, "s" },
  { "open-version-elsewhere", version_cb, "(xu)" },
  { "open-elsewhere", version_cb },
  { "keep-hand-edit", keep_hand_edit_cb, "s" },
  { "copy", version_cb },
  { "save", version_cb },
  { "recipe", version_cb },
  { "sheet", version_cb },
  { "cancel-job", cancel_job_cb, "x" },
  { "retry-job", retry_job_cb, "x" },
  { "dismiss-job", dismiss_job_cb, "x" },
  { "edit-job", edit_job_cb, "x" },
  { "branches", branches_cb },
  { "continue-from-message", continue_from_message_cb, "x" },
  { "switch-branch", switch_branch_cb, "(xx)" },
  { "rename-branch", rename_branch_cb, "(xx)" },
  { "compare-branch", compare_branch_cb, "x" },
};

/* What each command needs; the rest is always there. */
typedef enum
{
  NEEDS_STUDIO = 1 << 0,
  NEEDS_SHOWN = 1 << 1,
  NEEDS_RUNNABLE = 1 << 2,
  NEEDS_THREADS = 1 << 3, /* that they are shown, not a page over them, which has commands of its own for these keys */
  NEEDS_THREAD = 1 << 4,
} Needs;

static const struct
{
  const char *action;
  Needs needs;
} conditions[] = {
  { "new-thread", NEEDS_STUDIO },
  { "open", NEEDS_STUDIO },
  { "paste", NEEDS_STUDIO },
  { "keep-twin", NEEDS_STUDIO },
  { "find", NEEDS_STUDIO | NEEDS_THREADS },
  { "search", NEEDS_STUDIO | NEEDS_THREADS },
  { "focus-composer", NEEDS_STUDIO | NEEDS_THREADS },
  { "library", NEEDS_STUDIO },
  { "search-library", NEEDS_STUDIO },
  { "family-tree", NEEDS_STUDIO | NEEDS_THREAD },
  { "thread-family", NEEDS_STUDIO },
  { "compare-versions", NEEDS_STUDIO },
  { "show-family", NEEDS_STUDIO },
  { "pin-version", NEEDS_STUDIO },
  { "show-place", NEEDS_STUDIO },
  { "more-like-this", NEEDS_STUDIO },
  { "run", NEEDS_STUDIO | NEEDS_RUNNABLE | NEEDS_THREADS },
  { "try-sketch", NEEDS_STUDIO | NEEDS_RUNNABLE },
  { "rename-thread", NEEDS_STUDIO },
  { "export-thread", NEEDS_STUDIO },
  { "trash-thread", NEEDS_STUDIO },
  { "restore-thread", NEEDS_STUDIO },
  { "show-version", NEEDS_STUDIO },
  { "use-as-source", NEEDS_STUDIO },
  { "continue-from", NEEDS_STUDIO },
  { "copy-version", NEEDS_STUDIO },
  { "save-version", NEEDS_STUDIO },
  { "show-recipe", NEEDS_STUDIO },
  { "show-sheet", NEEDS_STUDIO },
  { "use-reply", NEEDS_STUDIO },
  { "replay-path", NEEDS_STUDIO },
  { "replay", NEEDS_STUDIO | NEEDS_SHOWN | NEEDS_THREADS },
  { "trash-version", NEEDS_STUDIO },
  { "restore-version", NEEDS_STUDIO },
  { "restore-recipe", NEEDS_STUDIO },
  { "open-version-elsewhere", NEEDS_STUDIO },
  { "open-elsewhere", NEEDS_STUDIO | NEEDS_SHOWN | NEEDS_THREADS },
  { "keep-hand-edit", NEEDS_STUDIO },
  { "copy", NEEDS_STUDIO | NEEDS_SHOWN | NEEDS_THREADS },
  { "save", NEEDS_STUDIO | NEEDS_SHOWN | NEEDS_THREADS },
  { "recipe", NEEDS_STUDIO | NEEDS_SHOWN | NEEDS_THREADS },
  { "sheet", NEEDS_STUDIO | NEEDS_SHOWN | NEEDS_THREADS },
  { "cancel-job", NEEDS_STUDIO },
  { "retry-job", NEEDS_STUDIO },
  { "dismiss-job", NEEDS_STUDIO },
  { "edit-job", NEEDS_STUDIO },
  { "branches", NEEDS_STUDIO | NEEDS_THREADS },
  { "continue-from-message", NEEDS_STUDIO },
  { "switch-branch", NEEDS_STUDIO },
  { "rename-branch", NEEDS_STUDIO },
  { "compare-branch", NEEDS_STUDIO },
};

void
gesso_window_update_actions (GessoWindow *self)
{
  gboolean runnable = FALSE;
  Needs have = 0;

  if (self->composer != NULL)
    g_object_get (self->composer, "runnable", &runnable, NULL);
  if (self->studio != NULL)
    have |= NEEDS_STUDIO;
  if (self->canvas != NULL && gesso_canvas_pane_get_version (self->canvas) != NULL)
    have |= NEEDS_SHOWN;
  if (runnable && !self->submitting)
    have |= NEEDS_RUNNABLE;
  if (!gesso_window_is_covered (self))
    have |= NEEDS_THREADS;
  if (self->thread != NULL)
    have |= NEEDS_THREAD;

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), conditions[i].action);

      if (action != NULL)
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                                     (conditions[i].needs & have) == conditions[i].needs);
    }
}

/* Commands that are a property of the shell. */
static const struct
{
  const char *action;
  const char *property;
} shell_actions[] = {
  { "toggle-sidebar", "sidebar-visible" },
  { "toggle-canvas", "canvas-visible" },
  { "page", "page" },
};

void
gesso_window_add_shell_actions (GessoWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (shell_actions); i++)
    {
      g_autoptr (GPropertyAction) action = g_property_action_new (shell_actions[i].action, self->shell,
                                                                  shell_actions[i].property);

      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
    }
}

void
gesso_window_init_actions (GessoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  gesso_window_add_shell_actions (self);
  gesso_window_update_actions (self);
}

void
gesso_window_drop_shell_actions (GessoWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (shell_actions); i++)
    g_action_map_remove_action (G_ACTION_MAP (self), shell_actions[i].action);
}
