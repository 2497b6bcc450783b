/* gesso-thread-view-private.h - what the files of the thread view share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-find-bar.h"
#include "gesso-store-branches.h"
#include "gesso-thread-rows.h"
#include "gesso-thread-view.h"
#include "gesso-virtual-list.h"

G_BEGIN_DECLS

/** GessoThreadGoal: how what is wanted is shown. */
typedef enum
{
  GESSO_THREAD_GOAL_SEEN,  /* brought into view */
  GESSO_THREAD_GOAL_FOUND, /* that, and it stands out */
  GESSO_THREAD_GOAL_PLACE  /* where it was when the artist left */
} GessoThreadGoal;

struct _GessoThreadView
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkStack *stack;
  GtkScrolledWindow *scrolled_window;
  GessoVirtualList *list;
  GtkRevealer *end_revealer;
  GtkButton *end_button;
  GtkLabel *end_label;
  GessoFindBar *find_bar;

  GessoStudio *studio;      /* (owned) (nullable) */
  GessoThread *thread;      /* (owned) (nullable) */
  GessoThreadRows *rows;    /* (owned) (nullable): as long as there is a studio */
  GessoTimeline *timeline;  /* (owned) (nullable): as long as there is a thread */
  GListModel *jobs;         /* (owned) (nullable): those of the thread */
  GListModel *model;        /* (owned) (nullable): timeline, then jobs */

  /* What to go to once its page is loaded. */
  GessoThreadPlace wanted; /* item_id 0: nowhere */
  GessoThreadGoal goal;    /* how it is to be shown */
  guint reaching;          /* how often the branch that it is on is being looked for */

  guint tick_id; /* while mapped */
  guint end_idle; /* the button to the end waits for its new look */
  guint keep_id;  /* the place is kept once the thread has come to rest */
};

/* gesso-thread-view.c */
/** Shows the list, or what stands for it. */
void     gesso_thread_view_update_page    (GessoThreadView *self);

/* gesso-thread-view-place.c */
/** Goes to a message or version, as soon as it is there. */
void     gesso_thread_view_want           (GessoThreadView *self, gint64 id, GessoThreadGoal goal);
/** Goes to where the artist left the thread. */
void     gesso_thread_view_restore_place  (GessoThreadView *self);
void     gesso_thread_view_forget_wanted  (GessoThreadView *self);
/** Whether the list would not be where it is going to be. */
gboolean gesso_thread_view_is_restoring   (GessoThreadView *self);
/** Goes to what is wanted, or asks for the page before until it is there. */
void     gesso_thread_view_seek           (GessoThreadView *self);
/** Keeps where the thread stands, for when it is opened again: now, or once it has come to rest. */
void     gesso_thread_view_keep_place     (GessoThreadView *self);
void     gesso_thread_view_keep_place_later (GessoThreadView *self);

G_END_DECLS
