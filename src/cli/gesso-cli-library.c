/* gesso-cli-library.c - the commands that look into the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>
#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"
#include "gesso-json.h"

#define PAGE 200

static void
print_thread (GessoCli    *cli,
              GessoThread *thread)
{
  g_autofree char *updated = gesso_cli_format_time (gesso_thread_get_updated (thread));
  g_autofree char *created = gesso_cli_format_time (gesso_thread_get_created (thread));
  const char *cover = gesso_thread_get_cover (thread);
  g_autoptr (JsonObject) object = NULL;

  if (!cli->json)
    {
      printf ("t%" G_GINT64_FORMAT "  %s  %s\n", gesso_thread_get_id (thread), updated, gesso_thread_get_title (thread));
      return;
    }
  object = json_object_new ();
  gesso_cli_set_id (object, "thread", 't', gesso_thread_get_id (thread));
  json_object_set_string_member (object, "title", gesso_thread_get_title (thread));
  json_object_set_string_member (object, "created", created);
  json_object_set_string_member (object, "updated", updated);
  if (cover != NULL)
    {
      g_autofree char *file = gesso_store_dup_blob_path (gesso_studio_get_store (cli->studio), cover);

      json_object_set_string_member (object, "cover", file);
    }
  gesso_cli_print_json (object);
}

int
gesso_cli_threads (GessoCli   *cli,
                   const char *name,
                   GStrv      *args)
{
  gboolean trash = FALSE;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) threads = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "trash", 0, 0, G_OPTION_ARG_NONE, &trash, N_("Those in the trash"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!gesso_cli_parse (cli, name, entries, args))
    return GESSO_CLI_WRONG_CALL;
  if ((*args)[1] != NULL)
    return gesso_cli_complain (_("threads takes no argument; use “gesso show %s” to look into a thread."), (*args)[1]);
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  gesso_store_list_threads_async (gesso_studio_get_store (cli->studio), trash, cli->cancellable, gesso_cli_async_cb, &result);
  threads = gesso_store_list_threads_finish (gesso_studio_get_store (cli->studio), gesso_cli_wait (&result), &error);
  if (threads == NULL)
    return gesso_cli_report (error, GESSO_CLI_FAILED);
  for (guint i = 0; i < threads->len; i++)
    print_thread (cli, g_ptr_array_index (threads, i));
  return GESSO_CLI_DONE;
}

static void
print_message (GessoCli     *cli,
               GessoMessage *message)
{
  const char *role = gesso_message_role_to_nick (gesso_message_get_role (message));
  g_autofree char *created = gesso_cli_format_time (gesso_message_get_created (message));
  g_autoptr (JsonObject) object = NULL;

  if (!cli->json)
    {
      printf ("%s: %s\n", role, gesso_message_get_text (message));
      return;
    }
  object = json_object_new ();
  gesso_cli_set_id (object, "message", 'm', gesso_message_get_id (message));
  gesso_cli_set_id (object, "thread", 't', gesso_message_get_thread_id (message));
  json_object_set_string_member (object, "role", role);
  json_object_set_string_member (object, "text", gesso_message_get_text (message));
  json_object_set_string_member (object, "created", created);
  gesso_cli_print_json (object);
}

static GPtrArray *
load_pages (GessoCli *cli,
            gint64    id,
            GError  **error)
{
  GessoStore *store = gesso_studio_get_store (cli->studio);
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 before = 0;

  do
    {
      g_autoptr (GAsyncResult) result = NULL;
      GPtrArray *page;

      gesso_store_load_timeline_async (store, id, before, PAGE, cli->cancellable, gesso_cli_async_cb, &result);
      page = gesso_store_load_timeline_finish (store, gesso_cli_wait (&result), &before, error);
      if (page == NULL)
        return NULL;
      g_ptr_array_add (pages, page);
    }
  while (before != 0);
  for (guint i = pages->len; i > 0; i--)
    {
      GPtrArray *page = g_ptr_array_index (pages, i - 1);

      for (guint j = 0; j < page->len; j++)
        g_ptr_array_add (items, g_object_ref (g_ptr_array_index (page, j)));
    }
  return g_steal_pointer (&items);
}

GPtrArray *
gesso_cli_load_thread (GessoCli *cli,
                       gint64    id,
                       int      *code)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = load_pages (cli, id, &error);

  if (items == NULL)
    *code = gesso_cli_report (error, GESSO_CLI_FAILED);
  return items;
}

static int
show_thread (GessoCli   *cli,
             const char *text)
{
  g_autoptr (GPtrArray) items = NULL;
  int code = GESSO_CLI_DONE;
  gint64 id;

  if (!gesso_cli_find_thread (cli, text, &id, &code) || (items = gesso_cli_load_thread (cli, id, &code)) == NULL)
    return code;
  for (guint i = 0; i < items->len; i++)
    {
      gpointer item = g_ptr_array_index (items, i);

      if (GESSO_IS_MESSAGE (item))
        print_message (cli, item);
      else
        gesso_cli_print_version (cli, item, NULL);
    }
  return GESSO_CLI_DONE;
}

/* The recipe, indented for people, on one line for scripts. */
static void
print_recipe (GessoCli     *cli,
              GessoVersion *version,
              guint         image)
{
  g_autofree char *recipe = gesso_studio_dup_recipe (cli->studio, version, image);
  g_autoptr (JsonObject) object = gesso_json_parse_object (recipe, -1, NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_set_object (node, object);
  text = json_to_string (node, !cli->json);
  puts (text);
}

static int
show_version (GessoCli *cli,
              gint64    id,
              int       image)
{
  int code = GESSO_CLI_DONE;
  g_autoptr (GessoVersion) version = gesso_cli_get_version (cli, id, &code);

  if (version == NULL)
    return code;
  if (image >= (int) gesso_version_get_n_images (version))
    return gesso_cli_complain_of_image (version, image + 1);
  if (image < 0)
    gesso_cli_print_version (cli, version, NULL);
  else
    gesso_cli_print_picture (cli, version, (guint) image, NULL);
  print_recipe (cli, version, (guint) MAX (image, 0));
  return GESSO_CLI_DONE;
}

int
gesso_cli_show (GessoCli   *cli,
                const char *name,
                GStrv      *args)
{
  const char *what;
  gint64 id;
  int image;

  if (!gesso_cli_parse (cli, name, NULL, args))
    return GESSO_CLI_WRONG_CALL;
  if (g_strv_length (*args) != 2)
    return gesso_cli_complain (_("show needs one THREAD such as t3 or one VERSION such as v12."));
  what = (*args)[1];
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  /* A bare number is a thread here. */
  if (gesso_cli_parse_thread (what, &id))
    return show_thread (cli, what);
  if (gesso_cli_parse_version (what, &id, &image))
    return show_version (cli, id, image);
  return gesso_cli_complain (_("“%s” is neither a thread such as t3 nor a version such as v12."), what);
}
