/* gesso-thread-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-fork-row.h"
#include "gesso-job-card.h"
#include "gesso-message-row.h"
#include "gesso-thread-rows.h"
#include "gesso-version-card.h"

#define FORK_HEIGHT 34
#define JOB_HEIGHT 76

enum
{
  KIND_MESSAGE,
  KIND_VERSION,
  KIND_JOB,
  KIND_FORK,
};

struct _GessoThreadRows
{
  GObject parent_instance;

  GessoThumbnails *thumbnails; /* (owned) */
  GPtrArray *timed;            /* (owned) (element-type GtkWidget): cards and job rows in use, borrowed from the list */
  GtkWidget *found;            /* (borrowed) (nullable): one of the rows in use */
};

enum
{
  COMPARE_VERSION,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void gesso_thread_rows_row_factory_init (GessoRowFactoryInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GessoThreadRows, gesso_thread_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GESSO_TYPE_ROW_FACTORY, gesso_thread_rows_row_factory_init))

static void
card_compare_cb (GessoThreadRows  *self,
                 guint             image,
                 gboolean          held,
                 GessoVersionCard *card)
{
  g_signal_emit (self, signals[COMPARE_VERSION], 0, gesso_version_card_get_version (card), image, held);
}

static guint
gesso_thread_rows_get_kind (GessoRowFactory *factory,
                            GObject         *item)
{
  if (GESSO_IS_MESSAGE (item))
    return KIND_MESSAGE;
  if (GESSO_IS_VERSION (item))
    return KIND_VERSION;
  if (GESSO_IS_FORK (item))
    return KIND_FORK;
  g_assert (GESSO_IS_JOB (item));
  return KIND_JOB;
}

static GtkWidget *
gesso_thread_rows_create (GessoRowFactory *factory,
                          guint            kind)
{
  GessoThreadRows *self = GESSO_THREAD_ROWS (factory);
  GtkWidget *card;

  switch (kind)
    {
    case KIND_MESSAGE:
      return gesso_message_row_new ();
    case KIND_VERSION:
      card = gesso_version_card_new (self->thumbnails);
      g_signal_connect_object (card, "compare", G_CALLBACK (card_compare_cb), self, G_CONNECT_SWAPPED);
      return card;
    case KIND_JOB:
      return gesso_job_card_new (gesso_studio_get_registry (gesso_thumbnails_get_studio (self->thumbnails)));
    case KIND_FORK:
      return gesso_fork_row_new ();
    default:
      g_assert_not_reached ();
    }
}

static void
gesso_thread_rows_bind (GessoRowFactory *factory,
                        GtkWidget       *row,
                        GObject         *item)
{
  GessoThreadRows *self = GESSO_THREAD_ROWS (factory);

  if (GESSO_IS_MESSAGE (item))
    {
      gesso_message_row_set_message (GESSO_MESSAGE_ROW (row), GESSO_MESSAGE (item));
      return;
    }
  if (GESSO_IS_FORK (item))
    {
      gesso_fork_row_set_fork (GESSO_FORK_ROW (row), GESSO_FORK (item));
      return;
    }
  if (GESSO_IS_VERSION (item))
    gesso_version_card_set_version (GESSO_VERSION_CARD (row), GESSO_VERSION (item));
  else
    gesso_job_card_set_job (GESSO_JOB_CARD (row), GESSO_JOB (item));
  g_ptr_array_add (self->timed, row);
}

static void
gesso_thread_rows_unbind (GessoRowFactory *factory,
                          GtkWidget       *row,
                          GObject         *item)
{
  GessoThreadRows *self = GESSO_THREAD_ROWS (factory);

  g_ptr_array_remove_fast (self->timed, row);
  if (row == self->found)
    gesso_thread_rows_mark_found (self, NULL);
  if (GESSO_IS_MESSAGE (item))
    gesso_message_row_set_message (GESSO_MESSAGE_ROW (row), NULL);
  else if (GESSO_IS_VERSION (item))
    gesso_version_card_set_version (GESSO_VERSION_CARD (row), NULL);
  else if (GESSO_IS_FORK (item))
    gesso_fork_row_set_fork (GESSO_FORK_ROW (row), NULL);
  else
    gesso_job_card_set_job (GESSO_JOB_CARD (row), NULL);
}

static int
gesso_thread_rows_estimate_height (GessoRowFactory *factory,
                                   GObject         *item,
                                   int              width)
{
  if (GESSO_IS_MESSAGE (item))
    return gesso_message_row_estimate_height (GESSO_MESSAGE (item), width);
  if (GESSO_IS_VERSION (item))
    return gesso_version_card_estimate_height (GESSO_VERSION (item), width);
  return GESSO_IS_FORK (item) ? FORK_HEIGHT : JOB_HEIGHT;
}

static void
gesso_thread_rows_row_factory_init (GessoRowFactoryInterface *iface)
{
  iface->get_kind = gesso_thread_rows_get_kind;
  iface->create = gesso_thread_rows_create;
  iface->bind = gesso_thread_rows_bind;
  iface->unbind = gesso_thread_rows_unbind;
  iface->estimate_height = gesso_thread_rows_estimate_height;
}

static void
gesso_thread_rows_finalize (GObject *object)
{
  GessoThreadRows *self = GESSO_THREAD_ROWS (object);

  g_ptr_array_unref (self->timed);
  g_object_unref (self->thumbnails);
  G_OBJECT_CLASS (gesso_thread_rows_parent_class)->finalize (object);
}

static void
gesso_thread_rows_class_init (GessoThreadRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_thread_rows_finalize;

  signals[COMPARE_VERSION] = g_signal_new ("compare-version", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 3,
                                           GESSO_TYPE_VERSION, G_TYPE_UINT, G_TYPE_BOOLEAN);
}

static void
gesso_thread_rows_init (GessoThreadRows *self)
{
  self->timed = g_ptr_array_new ();
}

GessoThreadRows *
gesso_thread_rows_new (GessoThumbnails *thumbnails)
{
  GessoThreadRows *self = g_object_new (GESSO_TYPE_THREAD_ROWS, NULL);

  self->thumbnails = g_object_ref (thumbnails);
  return self;
}

void
gesso_thread_rows_update_time (GessoThreadRows *self)
{
  g_return_if_fail (GESSO_IS_THREAD_ROWS (self));

  for (guint i = 0; i < self->timed->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->timed, i);

      if (GESSO_IS_VERSION_CARD (row))
        gesso_version_card_update_time (GESSO_VERSION_CARD (row));
      else
        gesso_job_card_update_time (GESSO_JOB_CARD (row));
    }
}

void
gesso_thread_rows_mark_found (GessoThreadRows *self,
                              GtkWidget       *row)
{
  g_return_if_fail (GESSO_IS_THREAD_ROWS (self));

  if (self->found != NULL)
    gtk_widget_remove_css_class (self->found, "found");
  self->found = row;
  if (row != NULL)
    gtk_widget_add_css_class (row, "found");
}
