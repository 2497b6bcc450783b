/* gesso-search-provider.c
 *
 * The interface is described in GNOME's developer documentation, “Search
 * Provider”.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-search-meta.h"
#include "gesso-search-provider.h"

/* The overview shows five at most, but narrows down what the first answer held. */
#define MAX_RESULTS 50

struct _GessoSearchProvider
{
  GObject parent_instance;

  GApplication *application; /* (not owned) */
  GessoStudio *studio;       /* (owned) (nullable) */
  GDBusConnection *connection; /* (owned) (nullable): while exported */
  guint registration;
  GPtrArray *waiting; /* (owned) (element-type GDBusMethodInvocation) (nullable): until it is known whether there is a studio */
};

G_DEFINE_FINAL_TYPE (GessoSearchProvider, gesso_search_provider, G_TYPE_OBJECT)

enum
{
  PLACE_WANTED,
  SEARCH_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char interface_xml[] =
    "<node><interface name='org.gnome.Shell.SearchProvider2'>"
    "<method name='GetInitialResultSet'><arg type='as' direction='in'/><arg type='as' direction='out'/></method>"
    "<method name='GetSubsearchResultSet'><arg type='as' direction='in'/><arg type='as' direction='in'/>"
    "<arg type='as' direction='out'/></method>"
    "<method name='GetResultMetas'><arg type='as' direction='in'/><arg type='aa{sv}' direction='out'/></method>"
    "<method name='ActivateResult'><arg type='s' direction='in'/><arg type='as' direction='in'/>"
    "<arg type='u' direction='in'/></method>"
    "<method name='LaunchSearch'><arg type='as' direction='in'/><arg type='u' direction='in'/></method>"
    "</interface></node>";

static void
gesso_search_provider_finalize (GObject *object)
{
  GessoSearchProvider *self = GESSO_SEARCH_PROVIDER (object);

  gesso_search_provider_unexport (self);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (gesso_search_provider_parent_class)->finalize (object);
}

static void
gesso_search_provider_class_init (GessoSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_search_provider_finalize;

  signals[PLACE_WANTED] = g_signal_new ("place-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
  signals[SEARCH_WANTED] = g_signal_new ("search-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gesso_search_provider_init (GessoSearchProvider *self)
{
  self->waiting = g_ptr_array_new ();
}

/* A call that is being answered; the program stays until then. */
typedef struct
{
  GApplication *application;         /* (owned) */
  GDBusMethodInvocation *invocation; /* (owned): given away by the answer */
} Call;

static Call *
call_new (GessoSearchProvider   *self,
          GDBusMethodInvocation *invocation)
{
  Call *call = g_new0 (Call, 1);

  call->application = g_object_ref (self->application);
  call->invocation = invocation;
  g_application_hold (call->application);
  return call;
}

static void
call_free (Call *call)
{
  g_application_release (call->application);
  g_object_unref (call->application);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static void
fail (GDBusMethodInvocation *invocation,
      const char            *sentence)
{
  g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR, G_DBUS_ERROR_FAILED, sentence);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = gesso_store_search_finish (GESSO_STORE (source), result, &error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GVariantBuilder) ids;

  g_variant_builder_init (&ids, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      const GessoSearchHit *hit = hits->pdata[i];
      char *id = gesso_search_meta_make_id (hit->thread_id, hit->version_id);

      if (!g_hash_table_contains (seen, id))
        g_variant_builder_add (&ids, "s", id);
      g_hash_table_add (seen, id);
    }
  if (hits != NULL)
    g_dbus_method_invocation_return_value (call->invocation, g_variant_new ("(as)", &ids));
  else
    fail (call->invocation, error->message);
}

static void
find (GessoSearchProvider   *self,
      GDBusMethodInvocation *invocation,
      GVariant              *terms)
{
  g_autofree const char **words = g_variant_get_strv (terms, NULL);
  g_autofree char *text = g_strjoinv (" ", (char **) words);

  gesso_store_search_async (gesso_studio_get_store (self->studio), text, MAX_RESULTS, NULL, found_cb,
                            call_new (self, invocation));
}

static void
metas_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GVariant) metas = gesso_search_metas_load_finish (result);

  g_dbus_method_invocation_return_value (call->invocation, g_variant_new ("(@aa{sv})", metas));
}

static void
describe (GessoSearchProvider   *self,
          GDBusMethodInvocation *invocation,
          GVariant              *ids)
{
  g_autofree const char **words = g_variant_get_strv (ids, NULL);

  gesso_search_metas_load_async (self->studio, (const char *const *) words, metas_loaded_cb,
                                 call_new (self, invocation));
}

static void
launch (GessoSearchProvider   *self,
        GDBusMethodInvocation *invocation,
        GVariant              *terms)
{
  g_autofree const char **words = g_variant_get_strv (terms, NULL);
  g_autofree char *text = g_strjoinv (" ", (char **) words);

  g_signal_emit (self, signals[SEARCH_WANTED], 0, text);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
activate (GessoSearchProvider   *self,
          GDBusMethodInvocation *invocation,
          const char            *id)
{
  gint64 thread_id, version_id;

  if (gesso_search_meta_parse_id (id, &thread_id, &version_id))
    g_signal_emit (self, signals[PLACE_WANTED], 0, thread_id, version_id);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
answer (GessoSearchProvider   *self,
        GDBusMethodInvocation *invocation)
{
  const char *method = g_dbus_method_invocation_get_method_name (invocation);
  GVariant *parameters = g_dbus_method_invocation_get_parameters (invocation);
  gboolean again = g_str_equal (method, "GetSubsearchResultSet");
  g_autoptr (GVariant) first = g_variant_get_child_value (parameters, again ? 1 : 0);

  if (g_str_equal (method, "LaunchSearch"))
    launch (self, invocation, first);
  else if (g_str_equal (method, "ActivateResult"))
    activate (self, invocation, g_variant_get_string (first, NULL));
  else if (self->studio == NULL)
    fail (invocation, _("The library is not open."));
  else if (g_str_equal (method, "GetResultMetas"))
    describe (self, invocation, first);
  else
    find (self, invocation, first);
}

static void
method_call_cb (GDBusConnection       *connection,
                const char            *sender,
                const char            *path,
                const char            *interface,
                const char            *method,
                GVariant              *parameters,
                GDBusMethodInvocation *invocation,
                gpointer               user_data)
{
  GessoSearchProvider *self = GESSO_SEARCH_PROVIDER (user_data);

  if (self->waiting != NULL)
    g_ptr_array_add (self->waiting, invocation);
  else
    answer (self, invocation);
}

GessoSearchProvider *
gesso_search_provider_new (GApplication *application)
{
  GessoSearchProvider *self = g_object_new (GESSO_TYPE_SEARCH_PROVIDER, NULL);

  self->application = application;
  return self;
}

void
gesso_search_provider_set_studio (GessoSearchProvider *self,
                                  GessoStudio         *studio)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  g_set_object (&self->studio, studio);
  for (guint i = 0; waiting != NULL && i < waiting->len; i++)
    answer (self, waiting->pdata[i]);
}

gboolean
gesso_search_provider_export (GessoSearchProvider *self,
                              GDBusConnection     *connection,
                              const char          *path,
                              GError             **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_call_cb };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (interface_xml, error);

  if (info == NULL)
    return FALSE;
  self->registration =
      g_dbus_connection_register_object (connection, path, info->interfaces[0], &vtable, self, NULL, error);
  g_set_object (&self->connection, connection);
  return self->registration != 0;
}

void
gesso_search_provider_unexport (GessoSearchProvider *self)
{
  if (self->registration != 0)
    g_dbus_connection_unregister_object (self->connection, self->registration);
  self->registration = 0;
  g_clear_object (&self->connection);
}
