/* gesso-key-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-key-actions.h"
#include "gesso-key-dialog.h"
#include "gesso-name-dialog.h"
#include "gesso-toast.h"

/* One test, under way or ended. */
typedef struct
{
  GCancellable *cancellable; /* (owned) (nullable): while it goes on */
  char *verdict;             /* (owned) (nullable) */
} Trial;

struct _GessoKeyActions
{
  GObject parent_instance;

  GessoStudio *studio;          /* (owned) */
  GessoKeyList *keys;           /* (owned) */
  AdwPreferencesWindow *window; /* (nullable): until it goes */
  GSimpleActionGroup *group;    /* (owned) */
  GHashTable *trials;           /* (owned) (element-type utf8 Trial): by fingerprint */
  GHashTable *removed; /* (owned) (element-type utf8 AdwToast): by fingerprint; NULL: can no longer be undone */
};

G_DEFINE_FINAL_TYPE (GessoKeyActions, gesso_key_actions, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A call about one key. */
typedef struct
{
  GessoKeyActions *actions;  /* (owned) */
  char *fingerprint;         /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable) */
} Call;

static Call *
make_call (GessoKeyActions *self,
           const char      *fingerprint,
           GCancellable    *cancellable)
{
  Call *call = g_new0 (Call, 1);

  call->actions = g_object_ref (self);
  call->fingerprint = g_strdup (fingerprint);
  call->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  return call;
}

static void
free_call (Call *call)
{
  g_object_unref (call->actions);
  g_free (call->fingerprint);
  g_clear_object (&call->cancellable);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, free_call)

static void
disconnected_cb (gpointer  data,
                 GClosure *closure)
{
  free_call (data);
}

static void
free_trial (gpointer data)
{
  Trial *trial = data;

  g_clear_object (&trial->cancellable);
  g_free (trial->verdict);
  g_free (trial);
}

static void
emit_changed (GessoKeyActions *self)
{
  if (self->window != NULL)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_error (GessoKeyActions *self,
            const GError    *error)
{
  if (self->window != NULL)
    gesso_toast_show_error_in_preferences (GTK_WIDGET (self->window), error);
}

static GessoStudioKeys *
get_keys (GessoKeyActions *self)
{
  return gesso_studio_get_keys (self->studio);
}

/* (nullable) */
static const GessoStudioKey *
find_key (GessoKeyActions *self,
          const char      *fingerprint)
{
  GPtrArray *keys = gesso_key_list_get_keys (self->keys);

  for (guint i = 0; i < keys->len; i++)
    if (g_strcmp0 (((GessoStudioKey *) g_ptr_array_index (keys, i))->key->fingerprint, fingerprint) == 0)
      return g_ptr_array_index (keys, i);
  return NULL;
}

/* Adding */

static void
add_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  GessoKeyActions *self = GESSO_KEY_ACTIONS (user_data);
  GtkWidget *dialog = gesso_key_dialog_new (self->studio, g_variant_get_string (parameter, NULL));

  if (dialog == NULL)
    return;
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self->window));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Testing */

static const char *
get_finding (const GError *error)
{
  if (g_error_matches (error, GESSO_ERROR, GESSO_ERROR_INVALID_KEY))
    return _("Wrong key");
  if (g_error_matches (error, GESSO_ERROR, GESSO_ERROR_QUOTA_EXHAUSTED))
    return _("No credit");
  if (g_error_matches (error, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED))
    return _("Not available to this account or in this region");
  if (g_error_matches (error, GESSO_ERROR, GESSO_ERROR_RATE_LIMITED))
    return _("Too many requests just now");
  if (g_error_matches (error, GESSO_ERROR, GESSO_ERROR_NETWORK) ||
      g_error_matches (error, GESSO_ERROR, GESSO_ERROR_TIMEOUT))
    return _("No answer");
  return _("Nobody can tell");
}

static char *
make_verdict (const GError *error,
              double        seconds)
{
  if (error == NULL)
    /* Translators: what the test of a key showed, and how many seconds it took. */
    return g_strdup_printf (_("Tested: it works (%.1f s)"), seconds);
  /* Translators: what the test of a key showed in a few words, how many seconds it took, and why, as a sentence. */
  return g_strdup_printf (_("Tested: %s (%.1f s). %s"), get_finding (error), seconds, error->message);
}

static void
tested_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  double seconds = 0;
  Trial *trial;

  gesso_studio_test_key_finish (GESSO_STUDIO (source), result, &seconds, &error);
  trial = g_hash_table_lookup (call->actions->trials, call->fingerprint);
  if (trial == NULL || trial->cancellable != call->cancellable)
    return;
  g_clear_object (&trial->cancellable);
  if (g_cancellable_is_cancelled (call->cancellable))
    g_hash_table_remove (call->actions->trials, call->fingerprint);
  else
    trial->verdict = make_verdict (error, seconds);
  emit_changed (call->actions);
}

static void
test_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GessoKeyActions *self = GESSO_KEY_ACTIONS (user_data);
  const char *fingerprint = g_variant_get_string (parameter, NULL);
  Trial *trial;

  if (find_key (self, fingerprint) == NULL || gesso_key_actions_is_testing (self, fingerprint))
    return;
  trial = g_new0 (Trial, 1);
  trial->cancellable = g_cancellable_new ();
  g_hash_table_replace (self->trials, g_strdup (fingerprint), trial);
  gesso_studio_test_key_async (self->studio, fingerprint, trial->cancellable, tested_cb,
                               make_call (self, fingerprint, trial->cancellable));
  emit_changed (self);
}

static void
stop_test_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GessoKeyActions *self = GESSO_KEY_ACTIONS (user_data);
  Trial *trial = g_hash_table_lookup (self->trials, g_variant_get_string (parameter, NULL));

  if (trial != NULL)
    g_cancellable_cancel (trial->cancellable);
}

/* Moving and renaming */

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;

  if (!gesso_studio_keys_move_finish (GESSO_STUDIO_KEYS (source), result, &error))
    show_error (call->actions, error);
}

static void
move_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GessoKeyActions *self = GESSO_KEY_ACTIONS (user_data);
  const char *fingerprint;
  guint place;

  g_variant_get (parameter, "(&su)", &fingerprint, &place);
  gesso_studio_keys_move_async (get_keys (self), fingerprint, place, NULL, moved_cb,
                                make_call (self, fingerprint, NULL));
}

static void
renamed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;

  if (!gesso_studio_keys_relabel_finish (GESSO_STUDIO_KEYS (source), result, &error))
    show_error (call->actions, error);
}

static void
name_asked_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Call) call = user_data;
  g_autofree char *label = gesso_name_dialog_ask_finish (result, NULL);

  if (label != NULL)
    gesso_studio_keys_relabel_async (get_keys (call->actions), call->fingerprint, label, NULL, renamed_cb,
                                     make_call (call->actions, call->fingerprint, NULL));
}

static void
rename_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  GessoKeyActions *self = GESSO_KEY_ACTIONS (user_data);
  const GessoStudioKey *key = find_key (self, g_variant_get_string (parameter, NULL));
  GessoNameQuestion question = { .heading = _("Rename Key"), .accept = _("_Rename"), .may_be_empty = TRUE };

  if (key == NULL)
    return;
  question.name = key->key->label;
  gesso_name_dialog_ask_async (GTK_WINDOW (self->window), &question, name_asked_cb,
                               make_call (self, key->key->fingerprint, NULL));
}

/* Removing: only hidden until it cannot be undone any more, as a key that is gone from the keyring is gone */

static void
really_removed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;

  g_hash_table_remove (call->actions->removed, call->fingerprint);
  if (!gesso_studio_keys_remove_finish (GESSO_STUDIO_KEYS (source), result, &error))
    show_error (call->actions, error);
  emit_changed (call->actions);
}

/* Not cancelled with the window: it was promised. */
static void
really_remove (GessoKeyActions *self,
               const char      *fingerprint)
{
  gesso_studio_keys_remove_async (get_keys (self), fingerprint, NULL, really_removed_cb,
                                  make_call (self, fingerprint, NULL));
}

static void
toast_dismissed_cb (AdwToast *toast,
                    Call     *call)
{
  GHashTable *removed = call->actions->removed;

  if (g_hash_table_lookup (removed, call->fingerprint) != toast)
    return;
  g_hash_table_replace (removed, g_strdup (call->fingerprint), NULL);
  really_remove (call->actions, call->fingerprint);
}

static void
undo_cb (AdwToast *toast,
         Call     *call)
{
  if (g_hash_table_lookup (call->actions->removed, call->fingerprint) != toast)
    return;
  g_hash_table_remove (call->actions->removed, call->fingerprint);
  emit_changed (call->actions);
}

static void
remove_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  GessoKeyActions *self = GESSO_KEY_ACTIONS (user_data);
  const char *fingerprint = g_variant_get_string (parameter, NULL);
  AdwToast *toast = adw_toast_new (_("The key was removed"));

  adw_toast_set_button_label (toast, _("_Undo"));
  g_hash_table_replace (self->removed, g_strdup (fingerprint), toast);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), make_call (self, fingerprint, NULL),
                         disconnected_cb, 0);
  g_signal_connect_data (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), make_call (self, fingerprint, NULL),
                         disconnected_cb, 0);
  gesso_toast_show_in_preferences (self->window, toast);
  emit_changed (self);
}

void
gesso_key_actions_finish (GessoKeyActions *self)
{
  GHashTableIter iter;
  gpointer fingerprint, value;

  g_return_if_fail (GESSO_IS_KEY_ACTIONS (self));

  self->window = NULL;
  g_hash_table_iter_init (&iter, self->trials);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_cancellable_cancel (((Trial *) value)->cancellable);
  g_hash_table_iter_init (&iter, self->removed);
  while (g_hash_table_iter_next (&iter, &fingerprint, &value))
    if (value != NULL)
      {
        g_hash_table_iter_replace (&iter, NULL);
        really_remove (self, fingerprint);
      }
}

static void
gesso_key_actions_finalize (GObject *object)
{
  GessoKeyActions *self = GESSO_KEY_ACTIONS (object);

  g_object_unref (self->studio);
  g_object_unref (self->keys);
  g_object_unref (self->group);
  g_hash_table_unref (self->trials);
  g_hash_table_unref (self->removed);
  G_OBJECT_CLASS (gesso_key_actions_parent_class)->finalize (object);
}

static void
gesso_key_actions_class_init (GessoKeyActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_key_actions_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gesso_key_actions_init (GessoKeyActions *self)
{
  static const GActionEntry entries[] = {
    { "add", add_cb, "s" },
    { "test", test_cb, "s" },
    { "stop-test", stop_test_cb, "s" },
    { "rename", rename_cb, "s" },
    { "move", move_cb, "(su)" },
    { "remove", remove_cb, "s" },
  };

  self->trials = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_trial);
  self->removed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, G_N_ELEMENTS (entries), self);
}

GessoKeyActions *
gesso_key_actions_new (GessoStudio          *studio,
                       GessoKeyList         *keys,
                       AdwPreferencesWindow *window)
{
  GessoKeyActions *self = g_object_new (GESSO_TYPE_KEY_ACTIONS, NULL);

  self->studio = g_object_ref (studio);
  self->keys = g_object_ref (keys);
  self->window = window;
  return self;
}

GActionGroup *
gesso_key_actions_get_group (GessoKeyActions *self)
{
  g_return_val_if_fail (GESSO_IS_KEY_ACTIONS (self), NULL);
  return G_ACTION_GROUP (self->group);
}

gboolean
gesso_key_actions_is_removed (GessoKeyActions *self,
                              const char      *fingerprint)
{
  g_return_val_if_fail (GESSO_IS_KEY_ACTIONS (self), FALSE);
  return g_hash_table_contains (self->removed, fingerprint);
}

gboolean
gesso_key_actions_is_testing (GessoKeyActions *self,
                              const char      *fingerprint)
{
  Trial *trial;

  g_return_val_if_fail (GESSO_IS_KEY_ACTIONS (self), FALSE);

  trial = g_hash_table_lookup (self->trials, fingerprint);
  return trial != NULL && trial->cancellable != NULL;
}

const char *
gesso_key_actions_get_verdict (GessoKeyActions *self,
                               const char      *fingerprint)
{
  Trial *trial;

  g_return_val_if_fail (GESSO_IS_KEY_ACTIONS (self), NULL);

  trial = g_hash_table_lookup (self->trials, fingerprint);
  return trial != NULL ? trial->verdict : NULL;
}
