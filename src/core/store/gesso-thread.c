/* gesso-thread.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-thread-private.h"

struct _GessoThread
{
  GObject parent_instance;

  gint64 id;
  char *title; /* (owned) */
  gint64 created;
  gint64 updated;
  gint64 activity;
  char *cover; /* (owned) (nullable) */
  gboolean trashed;
  GessoThreadPlace place;
};

G_DEFINE_FINAL_TYPE (GessoThread, gesso_thread, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_TITLE,
  PROP_UPDATED,
  PROP_COVER,
  PROP_TRASHED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

void
gesso_thread_row_free (GessoThreadRow *row)
{
  g_free (row->title);
  g_free (row->cover);
  g_free (row);
}

static void
gesso_thread_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  GessoThread *self = GESSO_THREAD (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_UPDATED:
      g_value_set_int64 (value, self->updated);
      break;
    case PROP_COVER:
      g_value_set_string (value, self->cover);
      break;
    case PROP_TRASHED:
      g_value_set_boolean (value, self->trashed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_thread_finalize (GObject *object)
{
  GessoThread *self = GESSO_THREAD (object);

  g_free (self->title);
  g_free (self->cover);
  G_OBJECT_CLASS (gesso_thread_parent_class)->finalize (object);
}

static void
gesso_thread_class_init (GessoThreadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gesso_thread_get_property;
  object_class->finalize = gesso_thread_finalize;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_UPDATED] = g_param_spec_int64 ("updated", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_COVER] = g_param_spec_string ("cover", NULL, NULL, NULL, flags);
  properties[PROP_TRASHED] = g_param_spec_boolean ("trashed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gesso_thread_init (GessoThread *self)
{
}

GessoThread *
gesso_thread_new (const GessoThreadRow *row)
{
  GessoThread *self = g_object_new (GESSO_TYPE_THREAD, NULL);

  self->id = row->id;
  self->title = g_strdup (row->title);
  self->created = row->created;
  self->updated = row->updated;
  self->activity = row->activity;
  self->cover = g_strdup (row->cover);
  self->trashed = row->trashed != 0;
  self->place = row->place;
  return self;
}

static void
set_text (GessoThread *self,
          char       **field,
          const char  *text,
          guint        property)
{
  if (g_strcmp0 (*field, text) == 0)
    return;
  g_free (*field);
  *field = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
gesso_thread_update (GessoThread          *self,
                     const GessoThreadRow *row)
{
  gboolean trashed = row->trashed != 0;

  g_return_if_fail (GESSO_IS_THREAD (self));
  g_return_if_fail (self->id == row->id);

  /* All fields first, so that no handler sees a half-changed thread. */
  g_object_freeze_notify (G_OBJECT (self));
  self->activity = row->activity;
  self->place = row->place;
  if (self->updated != row->updated)
    {
      self->updated = row->updated;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UPDATED]);
    }
  if (self->trashed != trashed)
    {
      self->trashed = trashed;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRASHED]);
    }
  set_text (self, &self->title, row->title, PROP_TITLE);
  set_text (self, &self->cover, row->cover, PROP_COVER);
  g_object_thaw_notify (G_OBJECT (self));
}

gint64
gesso_thread_get_id (GessoThread *self)
{
  g_return_val_if_fail (GESSO_IS_THREAD (self), 0);
  return self->id;
}

const char *
gesso_thread_get_title (GessoThread *self)
{
  g_return_val_if_fail (GESSO_IS_THREAD (self), NULL);
  return self->title;
}

gint64
gesso_thread_get_created (GessoThread *self)
{
  g_return_val_if_fail (GESSO_IS_THREAD (self), 0);
  return self->created;
}

gint64
gesso_thread_get_updated (GessoThread *self)
{
  g_return_val_if_fail (GESSO_IS_THREAD (self), 0);
  return self->updated;
}

const char *
gesso_thread_get_cover (GessoThread *self)
{
  g_return_val_if_fail (GESSO_IS_THREAD (self), NULL);
  return self->cover;
}

gboolean
gesso_thread_get_trashed (GessoThread *self)
{
  g_return_val_if_fail (GESSO_IS_THREAD (self), FALSE);
  return self->trashed;
}

const GessoThreadPlace *
gesso_thread_get_place (GessoThread *self)
{
  g_return_val_if_fail (GESSO_IS_THREAD (self), NULL);
  return &self->place;
}

void
gesso_thread_set_place (GessoThread            *self,
                        const GessoThreadPlace *place)
{
  g_return_if_fail (GESSO_IS_THREAD (self));
  self->place = *place;
}

gint64
gesso_thread_get_activity (GessoThread *self)
{
  g_return_val_if_fail (GESSO_IS_THREAD (self), 0);
  return self->activity;
}
