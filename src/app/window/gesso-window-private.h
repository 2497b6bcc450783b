/* gesso-window-private.h - what the window's files share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-branch-menu.h"
#include "gesso-hand-edits.h"
#include "gesso-family-page.h"
#include "gesso-library-page.h"
#include "gesso-shell.h"
#include "gesso-thread-view.h"
#include "gesso-threads-pane.h"
#include "gesso-window.h"

G_BEGIN_DECLS

struct _GessoWindow
{
  AdwApplicationWindow parent_instance;

  /* template widgets */
  AdwToastOverlay *toasts;
  GtkStack *root;
  GtkInfoBar *notice;
  GtkLabel *notice_label;
  GessoShell *shell;
  AdwHeaderBar *header;
  GtkStack *titles;
  AdwWindowTitle *title;
  GtkToggleButton *canvas_button;
  GtkButton *open_button;
  GtkButton *library_button;
  GtkMenuButton *branches_button;
  GtkStack *center;
  GtkBox *sidebar;
  GtkBox *conversation;
  GtkToggleButton *search_button;

  /* made when first shown, owned by the widgets above */
  GessoThreadsPane *threads_pane; /* (nullable): NULL before there is a studio, as is the composer */
  GessoComposer *composer;      /* (nullable) */
  GessoBranchMenu *branch_menu; /* (nullable), with the next two, as the composer */
  GtkMenuButton *narrow_branches; /* as the one in the header, where that has no room */
  GtkRevealer *branch_bar;
  GtkWidget *back_button;
  AdwStatusPage *failure;       /* (nullable) */
  GessoThreadView *thread_view; /* (nullable) */
  GessoCanvasPane *canvas;      /* (nullable) */
  GessoLibraryPage *library;    /* (nullable) */
  GessoFamilyPage *family;      /* (nullable) */

  GSettings *settings;             /* (owned) */
  GessoStudio *studio;             /* (owned) (nullable) */
  GessoHandEdits *hand_edits;      /* (owned) (nullable): as long as there is a studio */
  GessoThread *thread;             /* (owned) (nullable): NULL while a new one is begun */
  GSignalGroup *thread_signals;    /* (owned) */
  GCancellable *cancellable;       /* (owned): the window's life */
  GCancellable *thread_cancellable; /* (owned): while this thread is shown */
  GQueue imports;                  /* of Import, see gesso-window-open.c */
  gint64 waiting_job;              /* the job whose result is to be shown whatever is on the canvas */
  guint n_branches;                /* of the thread, as shown */
  guint watch_id;                  /* while mapped */
  guint importing : 1;
  guint submitting : 1;
  guint leaving : 1; /* it is settled what becomes of running jobs */
};

typedef void (*GessoVersionFunc) (GessoWindow *self, GessoVersion *version, guint image_index);

/* gesso-window.c */
/** For a failure that belongs to no place in the window. */
void gesso_window_toast         (GessoWindow *self, const char *sentence);
/** The same, unless it was cancelled. */
void gesso_window_toast_error   (GessoWindow *self, const GError *error);
/** @target: (nullable): floating references are sunk */
void gesso_window_toast_action  (GessoWindow *self, const char *sentence, const char *button,
                                 const char *action, GVariant *target);

void gesso_window_thread_selected (GessoWindow *self);
void gesso_window_hit_activated   (GessoWindow *self, gint64 thread_id, gint64 version_id, gint64 message_id);

/* gesso-window-pages.c */
/** Makes the list of threads and the composer, for a window that has its studio. */
void             gesso_window_furnish          (GessoWindow *self);
void             gesso_window_show_start       (GessoWindow *self);
gboolean         gesso_window_is_at_start      (GessoWindow *self);
void             gesso_window_show_thread_view (GessoWindow *self);
/** Makes the canvas if there is none yet. */
GessoCanvasPane *gesso_window_ensure_canvas    (GessoWindow *self);

/* Back from what covers the threads; does nothing when they are shown. */
void     gesso_window_uncover          (GessoWindow *self);
/** Shows page @name of the root in place of the threads. */
void     gesso_window_cover            (GessoWindow *self, const char *name);
gboolean gesso_window_is_covered       (GessoWindow *self);

/* gesso-window-family.c */
/** Opens the tree of a thread, or leaves it. */
void     gesso_window_toggle_family    (GessoWindow *self);
void     gesso_window_show_family      (GessoWindow *self, GessoVersion *version, guint image_index);
void     gesso_window_show_thread_family (GessoWindow *self, gint64 id);
/** Shows @version_id on the canvas, held against @other_id. */
void     gesso_window_compare_versions (GessoWindow *self, gint64 version_id, gint64 other_id);

/* gesso-window-pin.c */
/** Asks what the pin is to say. */
void     gesso_window_pin_version      (GessoWindow *self, GessoVersion *version, guint image_index);

/* gesso-window-library.c */
void     gesso_window_open_library    (GessoWindow *self);
gboolean gesso_window_is_library_open (GessoWindow *self);
/** Opens the library at what @text finds. */
void     gesso_window_search_library  (GessoWindow *self, const char *text);
/** Opens the library at what looks like @version. */
void     gesso_window_show_alike      (GessoWindow *self, GessoVersion *version, guint image_index);

/* gesso-window-actions.c */
void gesso_window_init_actions   (GessoWindow *self);
/* Those that follow the shell: not while the library covers it, nor once it goes. */
void gesso_window_add_shell_actions  (GessoWindow *self);
void gesso_window_drop_shell_actions (GessoWindow *self);
/** The one place that knows what can be done now. */
void gesso_window_update_actions (GessoWindow *self);

/* gesso-window-threads.c */
void gesso_window_init_threads   (GessoWindow *self);
/** Puts the newest version of the thread on the canvas, unless something is there by then. */
void gesso_window_show_newest    (GessoWindow *self);
/** @thread: (nullable): NULL begins a new one */
void gesso_window_set_thread     (GessoWindow *self, GessoThread *thread);
/** Shows thread @id, then version @version_id and message @message_id, where not 0. */
void gesso_window_open_thread    (GessoWindow *self, gint64 id, gint64 version_id, gint64 message_id);
/** Shows a version or, where @version_id is 0, a thread. */
void gesso_window_show_place     (GessoWindow *self, gint64 thread_id, gint64 version_id);
void gesso_window_rename_thread  (GessoWindow *self, gint64 id);
void gesso_window_trash_thread   (GessoWindow *self, gint64 id, gboolean trashed);

/* gesso-window-versions.c */
/** Calls @func with the version and image that @target (xu) names. */
void gesso_window_with_version   (GessoWindow *self, GVariant *target, GessoVersionFunc func);
void gesso_window_show_version   (GessoWindow *self, GessoVersion *version, guint image_index);
/** The same, and where only one pane fits, turns to the canvas. */
void gesso_window_view_version   (GessoWindow *self, GessoVersion *version, guint image_index);
void gesso_window_use_as_source  (GessoWindow *self, GessoVersion *version, guint image_index);
void gesso_window_continue_from  (GessoWindow *self, GessoVersion *version, guint image_index);
void gesso_window_show_recipe    (GessoWindow *self, GessoVersion *version, guint image_index);
void gesso_window_trash_version  (GessoWindow *self, GessoVersion *version, guint image_index);
void gesso_window_restore_version (GessoWindow *self, gint64 id);
void gesso_window_restore_recipe (GessoWindow *self, const char *recipe);
/** (nullable): (xu) of what the canvas shows. Returns: (transfer floating) */
GVariant *gesso_window_dup_shown (GessoWindow *self);

/* gesso-window-reply.c */
/** The whole reply as a version of its own, shown. */
void gesso_window_use_reply      (GessoWindow *self, GessoVersion *version, guint image_index);

/* gesso-window-branches.c */
void gesso_window_furnish_branches (GessoWindow *self);
/** Puts the button that opens them where there is room, after a change of the window's width. */
void gesso_window_place_branches   (GessoWindow *self);
/** Shows the branches of the thread as they are now. */
void gesso_window_update_branches  (GessoWindow *self);
void gesso_window_open_branches    (GessoWindow *self);
/** The thread goes on after a message or version of it. */
void gesso_window_branch           (GessoWindow *self, gint64 thread_id, gint64 item_id);
void gesso_window_continue_from_message (GessoWindow *self, gint64 id);
void gesso_window_switch_branch    (GessoWindow *self, gint64 thread_id, gint64 branch_id);
void gesso_window_rename_branch    (GessoWindow *self, gint64 thread_id, gint64 branch_id);
/** What is on the canvas with the newest version of another branch. */
void gesso_window_compare_branch   (GessoWindow *self, gint64 version_id);

/* gesso-window-replay.c */
/** Asks on what, by which models; then makes the steps that led to @version again. */
void gesso_window_replay_path      (GessoWindow *self, GessoVersion *version, guint image_index);

/* gesso-window-sheet.c */
/** All that came and comes of a message, side by side. */
void gesso_window_show_sheet     (GessoWindow *self, gint64 message_id);
/** The sheet that the version belongs to. */
void gesso_window_show_sheet_of  (GessoWindow *self, GessoVersion *version, guint image_index);

/* gesso-window-save.c */
void gesso_window_save_version   (GessoWindow *self, GessoVersion *version, guint image_index);
void gesso_window_copy_version   (GessoWindow *self, GessoVersion *version, guint image_index);

/* gesso-window-elsewhere.c */
/** Gives the picture and its path to another program, and waits for what comes back. */
void gesso_window_open_elsewhere (GessoWindow *self, GessoVersion *version, guint image_index);
void gesso_window_init_hand_edits (GessoWindow *self);

/* gesso-window-close.c */
/** FALSE: pictures are being made, and the artist is asked what becomes of them; then it closes by itself. */
gboolean gesso_window_may_close  (GessoWindow *self);

/* gesso-window-open.c */
void gesso_window_init_open      (GessoWindow *self);
void gesso_window_clear_imports  (GessoWindow *self);
void gesso_window_choose_files   (GessoWindow *self);
void gesso_window_paste          (GessoWindow *self);
/** Puts it into the desktop's list of recent files. */
void gesso_window_remember_file  (GFile *file);
/** After one that came in, or did not. */
void gesso_window_import_next    (GessoWindow *self);

/* gesso-window-bundle.c */
/** Goes on with gesso_window_import_next(). */
void gesso_window_import_bundle  (GessoWindow *self, GFile *file);
void gesso_window_export_thread  (GessoWindow *self, gint64 id);
/** Asks where to. @title: what to call the file */
void gesso_window_export_bundle  (GessoWindow *self, const gint64 *thread_ids, guint n_threads,
                                  const gint64 *version_ids, guint n_versions, const char *title);
/** Keeps once more what is kept: the file at @uri, or where that is empty the picture @blob. */
void gesso_window_keep_twin      (GessoWindow *self, const char *uri, const char *blob);

/* gesso-window-watch.c */
/** Follows what other programs do to the library. */
void gesso_window_init_watch     (GessoWindow *self);
void gesso_window_stop_watch     (GessoWindow *self);

/* gesso-window-twin.c */
/** Says that a picture is kept already. @file: (nullable): where it came from */
void gesso_window_offer_twin     (GessoWindow *self, const GessoTwin *twin, GFile *file);

/* gesso-window-run.c */
void gesso_window_run            (GessoWindow *self);
void gesso_window_try_sketch     (GessoWindow *self);
void gesso_window_tool_changed   (GessoWindow *self);
void gesso_window_mode_changed   (GessoWindow *self);
void gesso_window_model_changed  (GessoWindow *self);
void gesso_window_rehearse       (GessoWindow *self);
void gesso_window_job_ended      (GessoWindow *self, GessoJob *job);
/** Brings all of @request back to where it was asked for, but for its mask, to be changed and run again. */
void gesso_window_edit_request   (GessoWindow *self, GessoRequest *request);
/** (nullable): the job of @id in the queue; borrowed */
GessoJob *gesso_window_find_job  (GessoWindow *self, gint64 id);

G_END_DECLS
