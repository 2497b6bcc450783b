/* test-search-provider.c - what the desktop's overview finds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-app-test.h"
#include "gesso-test.h"
#include "search-provider-client.h"

typedef struct
{
  char *data_home;
  SearchClient client;
  gint64 version_id;
} Fixture;

static gint64
sketch (GessoStudio *studio,
        const char  *prompt)
{
  g_autoptr (GessoVersion) version = app_test_import (studio, 0, 300, 200);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoVersion) made = NULL;
  GessoVersionDraft *draft = gesso_version_draft_new ();
  GessoVersionImage *image = gesso_version_draft_add_image (draft);
  const GessoVersionImage *from = gesso_version_get_image (version, 0);

  draft->thread_id = gesso_version_get_thread_id (version);
  draft->tool = GESSO_TOOL_GENERATE;
  draft->prompt = g_strdup (prompt);
  image->blob = g_strdup (from->blob);
  image->width = from->width;
  image->height = from->height;
  image->bytes = from->bytes;
  gesso_store_add_version_async (gesso_studio_get_store (studio), draft, 0, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  made = gesso_store_add_version_finish (gesso_studio_get_store (studio), result, NULL);
  g_assert_nonnull (made);
  return gesso_version_get_id (made);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *data_dir = NULL;
  g_autoptr (GessoStudio) studio = NULL;
  g_autoptr (GAsyncResult) opened = NULL, closed = NULL;

  fixture->data_home = gesso_test_make_folder ();
  data_dir = g_build_filename (fixture->data_home, "gesso", NULL);
  studio = gesso_studio_new (data_dir, fixture->data_home);
  gesso_studio_open_async (studio, FALSE, NULL, gesso_test_async_cb, &opened);
  gesso_test_await (&opened);
  g_assert_true (gesso_studio_open_finish (studio, opened, NULL));
  fixture->version_id = sketch (studio, "a harbour at night\nwith 灯光");
  gesso_studio_close_async (studio, gesso_test_async_cb, &closed);
  gesso_test_await (&closed);
  search_client_start (&fixture->client, fixture->data_home);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  search_client_stop (&fixture->client);
  gesso_test_remove (fixture->data_home);
  g_free (fixture->data_home);
}

static void
test_find (Fixture      *fixture,
           gconstpointer data)
{
  static const char *const texts[] = { "harb", "night harbour", "灯光" };
  g_autofree char *id = g_strdup_printf ("v%" G_GINT64_FORMAT, fixture->version_id);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (GStrv) ids = search_client_find (&fixture->client, texts[i]);

      g_assert_cmpuint (g_strv_length (ids), ==, 1);
      g_assert_cmpstr (ids[0], ==, id);
    }
}

static void
test_find_nothing (Fixture      *fixture,
                   gconstpointer data)
{
  static const char *const texts[] = { "zebra", "", "\"", "* OR", "harbour zebra" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (GStrv) ids = search_client_find (&fixture->client, texts[i]);

      g_assert_cmpuint (g_strv_length (ids), ==, 0);
    }
}

static void
test_narrow (Fixture      *fixture,
             gconstpointer data)
{
  const char *const before[] = { "v1", NULL }, *const terms[] = { "harbour", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = search_client_call (&fixture->client, "GetSubsearchResultSet",
                                                    g_variant_new ("(^as^as)", before, terms), &error);
  g_autofree const char **ids = NULL;

  g_assert_no_error (error);
  g_variant_get (answer, "(^a&s)", &ids);
  g_assert_cmpuint (g_strv_length ((char **) ids), ==, 1);
}

static void
test_metas (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *id = g_strdup_printf ("v%" G_GINT64_FORMAT, fixture->version_id);
  const char *const ids[] = { "v987654", id, "t987654", "nonsense", "", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      search_client_call (&fixture->client, "GetResultMetas", g_variant_new ("(^as)", ids), &error);
  g_autoptr (GVariant) metas = NULL, meta = NULL, icon = NULL;
  const char *name, *found, *description;
  int width, height;

  g_assert_no_error (error);
  metas = g_variant_get_child_value (answer, 0);
  g_assert_cmpuint (g_variant_n_children (metas), ==, 1);
  meta = g_variant_get_child_value (metas, 0);
  g_assert_true (g_variant_lookup (meta, "id", "&s", &found));
  g_assert_cmpstr (found, ==, id);
  g_assert_true (g_variant_lookup (meta, "name", "&s", &name));
  g_assert_true (g_str_has_prefix (name, "a harbour at night"));
  g_assert_null (strchr (name, '\n'));
  g_assert_true (g_variant_lookup (meta, "description", "&s", &description));
  g_assert_nonnull (strstr (description, "Generate"));
  icon = g_variant_lookup_value (meta, "icon-data", G_VARIANT_TYPE ("(iiibiiay)"));
  g_assert_nonnull (icon);
  g_variant_get (icon, "(iiibii@ay)", &width, &height, NULL, NULL, NULL, NULL, NULL);
  g_assert_cmpint (width, ==, 96);
  g_assert_cmpint (height, ==, 64);
}

static void
test_nonsense (Fixture      *fixture,
               gconstpointer data)
{
  const char *const none[] = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = search_client_call (&fixture->client, "ActivateResult",
                                                    g_variant_new ("(s^asu)", "nonsense", none, 0), &error);
  g_autoptr (GVariant) empty = NULL;

  g_assert_no_error (error);
  empty = search_client_call (&fixture->client, "GetResultMetas", g_variant_new ("(^as)", none), &error);
  g_assert_no_error (error);
}

/* Stands in for the program with the window. */
typedef struct
{
  GVariant *parameters; /* (owned) (nullable): of the last action asked for */
  gboolean asked;
} StandIn;

static void
action_asked_cb (GDBusConnection       *connection,
                 const char            *sender,
                 const char            *path,
                 const char            *interface,
                 const char            *method,
                 GVariant              *parameters,
                 GDBusMethodInvocation *invocation,
                 gpointer               user_data)
{
  StandIn *stand_in = user_data;

  g_clear_pointer (&stand_in->parameters, g_variant_unref);
  stand_in->parameters = g_variant_ref (parameters);
  stand_in->asked = TRUE;
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
check_handed_over (Fixture    *fixture,
                   StandIn    *stand_in,
                   const char *method,
                   GVariant   *parameters,
                   const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = search_client_call (&fixture->client, method, parameters, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (gesso_test_wait (&stand_in->asked, 60));
  text = g_variant_print (stand_in->parameters, FALSE);
  g_assert_cmpstr (text, ==, expected);
  stand_in->asked = FALSE;
}

/* What somebody picks is shown by the program with the window. */
static void
test_hand_over (Fixture      *fixture,
                gconstpointer data)
{
  static const char xml[] = "<node><interface name='org.freedesktop.Application'><method name='ActivateAction'>"
                            "<arg type='s' direction='in'/><arg type='av' direction='in'/>"
                            "<arg type='a{sv}' direction='in'/></method></interface></node>";
  static const GDBusInterfaceVTable vtable = { .method_call = action_asked_cb };
  static const char *const terms[] = { "old", "harbour", NULL };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (xml, NULL);
  StandIn stand_in = { NULL, FALSE };
  guint object = g_dbus_connection_register_object (fixture->client.connection, GESSO_RESOURCE_PATH,
                                                    info->interfaces[0], &vtable, &stand_in, NULL, NULL);
  guint name = g_bus_own_name_on_connection (fixture->client.connection, GESSO_APPLICATION_ID,
                                             G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);

  check_handed_over (fixture, &stand_in, "ActivateResult", g_variant_new ("(s^asu)", "v12", terms, 0),
                     "('show-place', [<(int64 0, int64 12)>], {})");
  check_handed_over (fixture, &stand_in, "ActivateResult", g_variant_new ("(s^asu)", "t7", terms, 0),
                     "('show-place', [<(int64 7, int64 0)>], {})");
  check_handed_over (fixture, &stand_in, "LaunchSearch", g_variant_new ("(^asu)", terms, 0),
                     "('search-library', [<'old harbour'>], {})");
  g_bus_unown_name (name);
  g_dbus_connection_unregister_object (fixture->client.connection, object);
  g_variant_unref (stand_in.parameters);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!app_test_has_display ())
    return 0;

#define ADD(name, func) g_test_add ("/app/search-provider/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("find", test_find);
  ADD ("find-nothing", test_find_nothing);
  ADD ("narrow", test_narrow);
  ADD ("metas", test_metas);
  ADD ("nonsense", test_nonsense);
  ADD ("hand-over", test_hand_over);
  return g_test_run ();
}
