/* gesso-cli-search.c - finding by words, and versions by all that is known of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>
#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"
#include "gesso-json.h"
#include "gesso-store-library.h"

#define DEFAULT_LIMIT 50
#define MAX_LIMIT 10000

/* The options as they were given. */
typedef struct
{
  char *limit, *tool, *model, *stars, *tag, *collection, *colour, *thread; /* (owned) (nullable) */
  gboolean favourites;
} Options;

static void
options_clear (Options *options)
{
  char *all[] = { options->limit, options->tool, options->model, options->stars,
                  options->tag, options->collection, options->colour, options->thread };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_free (all[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
print_hit (GessoCli             *cli,
           const GessoSearchHit *hit)
{
  g_autofree char *line = g_strdelimit (g_strdup (hit->text), "\r\n\t", ' ');
  g_autofree char *created = gesso_cli_format_time (hit->created);
  g_autoptr (JsonObject) object = NULL;

  if (!cli->json)
    {
      printf ("t%" G_GINT64_FORMAT, hit->thread_id);
      if (hit->version_id != 0)
        printf ("  v%" G_GINT64_FORMAT, hit->version_id);
      printf ("  %s: %s\n", hit->thread_title, line);
      return;
    }
  object = json_object_new ();
  gesso_cli_set_id (object, "thread", 't', hit->thread_id);
  gesso_cli_set_id (object, "version", 'v', hit->version_id);
  gesso_cli_set_id (object, "message", 'm', hit->message_id);
  json_object_set_string_member (object, "title", hit->thread_title);
  json_object_set_string_member (object, "text", hit->text);
  json_object_set_string_member (object, "created", created);
  gesso_cli_print_json (object);
}

static int
search_words (GessoCli   *cli,
              const char *text,
              guint       limit)
{
  GessoStore *store = gesso_studio_get_store (cli->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_search_async (store, text, limit, cli->cancellable, gesso_cli_async_cb, &result);
  hits = gesso_store_search_finish (store, gesso_cli_wait (&result), &error);
  if (hits == NULL)
    return gesso_cli_report (error, GESSO_CLI_FAILED);
  for (guint i = 0; i < hits->len; i++)
    print_hit (cli, g_ptr_array_index (hits, i));
  return GESSO_CLI_DONE;
}

static void
print_row (GessoCli              *cli,
           const GessoLibraryRow *row)
{
  g_autofree char *line = g_strdelimit (g_strdup (row->prompt != NULL ? row->prompt : ""), "\r\n\t", ' ');
  g_autofree char *created = gesso_cli_format_time (row->created);
  g_autoptr (JsonObject) object = NULL;

  if (!cli->json)
    {
      printf ("t%" G_GINT64_FORMAT "  v%" G_GINT64_FORMAT "  %s: %s\n", row->thread_id, row->id,
              gesso_tool_get_title (row->tool), line);
      return;
    }
  object = json_object_new ();
  gesso_cli_set_id (object, "thread", 't', row->thread_id);
  gesso_cli_set_id (object, "version", 'v', row->id);
  json_object_set_string_member (object, "title", row->thread_title);
  json_object_set_string_member (object, "tool", gesso_tool_to_nick (row->tool));
  if (row->model != NULL)
    json_object_set_string_member (object, "model", row->model);
  if (row->prompt != NULL)
    json_object_set_string_member (object, "text", row->prompt);
  json_object_set_boolean_member (object, "favourite", row->favourite);
  json_object_set_int_member (object, "stars", row->stars);
  json_object_set_string_member (object, "created", created);
  gesso_cli_print_json (object);
}

/* The label of @name, or 0. */
static gint64
find_label (GPtrArray     *labels,
            GessoLabelKind kind,
            const char    *name)
{
  for (guint i = 0; i < labels->len; i++)
    {
      const GessoLabel *label = labels->pdata[i];

      if (label->kind == kind && g_str_equal (label->name, name))
        return label->id;
    }
  return 0;
}

static gboolean
find_labels (GessoCli           *cli,
             const Options      *options,
             GessoLibraryFilter *filter,
             int                *code)
{
  GessoStore *store = gesso_studio_get_store (cli->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) labels = NULL;
  g_autoptr (GError) error = NULL;

  if (options->tag == NULL && options->collection == NULL)
    return TRUE;
  gesso_store_list_labels_async (store, cli->cancellable, gesso_cli_async_cb, &result);
  labels = gesso_store_list_labels_finish (store, gesso_cli_wait (&result), &error);
  if (labels == NULL)
    {
      *code = gesso_cli_report (error, GESSO_CLI_FAILED);
      return FALSE;
    }
  if (options->tag != NULL && (filter->tag = find_label (labels, GESSO_LABEL_TAG, options->tag)) == 0)
    *code = gesso_cli_complain (_("There is no tag “%s”."), options->tag);
  else if (options->collection != NULL &&
           (filter->collection = find_label (labels, GESSO_LABEL_COLLECTION, options->collection)) == 0)
    *code = gesso_cli_complain (_("There is no collection “%s”."), options->collection);
  return *code == GESSO_CLI_DONE;
}

/* What can be told without the library. */
static int
parse_filter (const Options      *options,
              GessoLibraryFilter *filter)
{
  GessoTool tool;
  GessoColour colour;
  gint64 stars;

  filter->favourite = options->favourites;
  filter->model = g_strdup (options->model);
  if (options->tool != NULL && !gesso_tool_from_nick (options->tool, &tool))
    return gesso_cli_complain (_("--tool %s: there is no such tool."), options->tool);
  if (options->tool != NULL)
    filter->tool = tool;
  if (options->colour != NULL && !gesso_colour_from_nick (options->colour, &colour))
    return gesso_cli_complain (_("--colour %s: give a colour such as red, blue or grey."), options->colour);
  if (options->colour != NULL)
    filter->colours = 1u << colour;
  if (options->stars != NULL && !g_ascii_string_to_signed (options->stars, 10, 1, 5, &stars, NULL))
    return gesso_cli_complain (_("--stars %s: give a number from 1 to 5."), options->stars);
  if (options->stars != NULL)
    filter->stars = stars;
  return GESSO_CLI_DONE;
}

static int
search_versions (GessoCli           *cli,
                 const Options      *options,
                 GessoLibraryFilter *filter,
                 guint               limit)
{
  GessoStore *store = gesso_studio_get_store (cli->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  int code = GESSO_CLI_DONE;

  if (!find_labels (cli, options, filter, &code) ||
      (options->thread != NULL && !gesso_cli_find_thread (cli, options->thread, &filter->thread_id, &code)))
    return code;
  gesso_store_find_versions_async (store, filter, 0, limit, cli->cancellable, gesso_cli_async_cb, &result);
  rows = gesso_store_find_versions_finish (store, gesso_cli_wait (&result), &error);
  if (rows == NULL)
    return gesso_cli_report (error, GESSO_CLI_FAILED);
  for (guint i = 0; i < rows->len; i++)
    print_row (cli, rows->pdata[i]);
  return GESSO_CLI_DONE;
}

int
gesso_cli_search (GessoCli   *cli,
                  const char *name,
                  GStrv      *args)
{
  g_auto (Options) options = { NULL, };
  g_autofree char *text = NULL;
  g_autoptr (GessoLibraryFilter) filter = gesso_library_filter_new ();
  gint64 n = DEFAULT_LIMIT;
  int code;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_FILENAME, &options.limit, N_("At most so many, the newest; 50 if left out"), N_("N") },
    { "tool", 0, 0, G_OPTION_ARG_STRING, &options.tool, N_("Only versions made by this tool"), N_("TOOL") },
    { "model", 0, 0, G_OPTION_ARG_STRING, &options.model, N_("Only versions made by this model; “fal/” for all of fal"),
      N_("MODEL") },
    { "favourites", 0, 0, G_OPTION_ARG_NONE, &options.favourites, N_("Only favourite versions"), NULL },
    { "stars", 0, 0, G_OPTION_ARG_FILENAME, &options.stars, N_("Only versions with at least so many stars"), N_("N") },
    { "tag", 0, 0, G_OPTION_ARG_STRING, &options.tag, N_("Only versions with this tag"), N_("NAME") },
    { "collection", 0, 0, G_OPTION_ARG_STRING, &options.collection, N_("Only versions in this collection"), N_("NAME") },
    { "colour", 0, 0, G_OPTION_ARG_STRING, &options.colour, N_("Only versions in which there is much of this colour"),
      N_("COLOUR") },
    { "thread", 0, 0, G_OPTION_ARG_FILENAME, &options.thread, N_("Only versions of this thread"), N_("ID") },
    G_OPTION_ENTRY_NULL
  };

  if (!gesso_cli_parse (cli, name, entries, args))
    return GESSO_CLI_WRONG_CALL;
  code = parse_filter (&options, filter);
  if (code != GESSO_CLI_DONE)
    return code;
  text = g_strjoinv (" ", *args + 1);
  if (*text == '\0' && gesso_library_filter_is_empty (filter) && options.tag == NULL && options.collection == NULL &&
      options.thread == NULL)
    return gesso_cli_complain (_("search needs TEXT: one or more words."));
  if (options.limit != NULL && !g_ascii_string_to_signed (options.limit, 10, 1, MAX_LIMIT, &n, NULL))
    return gesso_cli_complain (_("--limit %s: give a whole number from 1 to %d."), options.limit, MAX_LIMIT);
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  if (gesso_library_filter_is_empty (filter) && options.tag == NULL && options.collection == NULL &&
      options.thread == NULL)
    return search_words (cli, text, (guint) n);
  filter->text = *text != '\0' ? g_steal_pointer (&text) : NULL;
  return search_versions (cli, &options, filter, (guint) n);
}
