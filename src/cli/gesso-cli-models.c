/* gesso-cli-models.c - which models there are, and what one takes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>
#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"

typedef struct
{
  GessoCli *cli;
  GessoCliReadiness *readiness; /* (owned) (nullable) */
  gboolean details;             /* parameters too */
  guint tools;                  /* only models with one of these */
} Listing;

/* "free", "≈ $0.04", "price unknown": of one picture. */
static char *
describe_price (double price)
{
  if (price == 0)
    /* Translators: a model that costs nothing */
    return g_strdup (C_("price", "free"));
  if (price < 0)
    return g_strdup (_("price unknown"));
  /* Translators: about how many US dollars a picture costs */
  return g_strdup_printf (_("≈ $%.3g a picture"), price);
}

static void
print_text (const char           *name,
            const GessoModelSpec *model,
            const char           *state,
            const char           *ends,
            gboolean              details)
{
  g_autofree char *price = describe_price (model->price);
  g_autofree char *tools = gesso_cli_join_tools (model->tools);
  g_autofree char *size = gesso_cli_describe_size (model, details);

  printf ("%s  %s  (%s)\n    %s: %s", name, price, state, _(model->title), tools);
  if (size != NULL)
    printf ("; %s", size);
  putchar ('\n');
  if (ends != NULL)
    {
      printf ("    ");
      /* Translators: the day a vendor takes a model off, as it writes it */
      printf (_("Ends on %s"), ends);
      putchar ('\n');
    }
  if (!details)
    return;
  if (model->note != NULL)
    printf ("    %s\n", _(model->note));
  gesso_cli_print_parameters (model->parameters);
}

static void
print_model (Listing              *listing,
             GessoProvider        *provider,
             const char           *name,
             const GessoModelSpec *model,
             const char           *ends)
{
  const GessoProviderSpec *spec = gesso_provider_get_spec (provider);
  g_autofree char *words = NULL;
  const char *nick;
  gboolean usable = gesso_cli_readiness_look (listing->readiness, spec, &nick, &words);
  g_autoptr (JsonObject) object = NULL;

  if ((model->tools & listing->tools) == 0)
    return;
  if (!listing->cli->json)
    {
      print_text (name, model, words, ends, listing->details);
      return;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "model", name);
  json_object_set_string_member (object, "provider", spec->id);
  json_object_set_string_member (object, "title", _(model->title));
  json_object_set_boolean_member (object, "usable", usable);
  json_object_set_string_member (object, "state", nick);
  if (model->price >= 0)
    json_object_set_double_member (object, "price", model->price);
  if (model->note != NULL)
    json_object_set_string_member (object, "note", _(model->note));
  if (ends != NULL)
    json_object_set_string_member (object, "ends", ends);
  gesso_cli_set_tools (object, model->tools);
  gesso_cli_set_schema (object, model);
  gesso_cli_print_json (object);
}

static void
print_models_of (Listing       *listing,
                 GessoProvider *provider)
{
  g_autoptr (GPtrArray) models = gesso_studio_providers_list_models (gesso_studio_get_providers (listing->cli->studio),
                                                                     gesso_provider_get_spec (provider)->id);

  for (guint i = 0; i < models->len; i++)
    {
      const GessoStudioModel *model = g_ptr_array_index (models, i);

      if (model->offered)
        print_model (listing, provider, model->name, model->spec, model->ends);
    }
}

/* Those that can be used now come first. */
static int
print_all (Listing    *listing,
           const char *only)
{
  GListModel *providers = G_LIST_MODEL (gesso_studio_get_registry (listing->cli->studio));

  for (int usable = 1; usable >= 0; usable--)
    for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
      {
        g_autoptr (GessoProvider) provider = g_list_model_get_item (providers, i);
        const GessoProviderSpec *spec = gesso_provider_get_spec (provider);
        g_autofree char *words = NULL;
        const char *nick;

        if ((only == NULL || g_str_equal (only, spec->id)) &&
            gesso_cli_readiness_look (listing->readiness, spec, &nick, &words) == usable)
          print_models_of (listing, provider);
      }
  return GESSO_CLI_DONE;
}

/* What a typed model takes is asked for where that costs nothing; without an answer it is shown as it is. */
static int
print_one (Listing    *listing,
           const char *name)
{
  GessoCli *cli = listing->cli;
  GessoStudioProviders *providers = gesso_studio_get_providers (cli->studio);
  const GessoModelSpec *model = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoProvider *provider = gesso_provider_registry_find (gesso_studio_get_registry (cli->studio), name, &model, &error);

  if (provider == NULL)
    return gesso_cli_report (error, GESSO_CLI_WRONG_CALL);
  if (gesso_studio_providers_needs_describing (providers, name))
    {
      const GessoModelSpec *described;

      gesso_studio_providers_describe_async (providers, name, cli->cancellable, gesso_cli_async_cb, &result);
      described = gesso_studio_providers_describe_finish (providers, gesso_cli_wait (&result), &error);
      if (described == NULL)
        gesso_cli_report (error, GESSO_CLI_FAILED);
      else
        model = described;
    }
  print_model (listing, provider, name, model, NULL);
  return error != NULL ? GESSO_CLI_FAILED : GESSO_CLI_DONE;
}

static int
refresh_one (GessoCli   *cli,
             const char *provider)
{
  GessoStudioProviders *providers = gesso_studio_get_providers (cli->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (!gesso_studio_providers_can_refresh (providers, provider))
    /* Translators: %s is the id of a provider, such as kie. */
    return gesso_cli_complain (_("%s has no list of models to fetch."), provider);
  gesso_studio_providers_refresh_async (providers, provider, cli->cancellable, gesso_cli_async_cb, &result);
  if (!gesso_studio_providers_refresh_finish (providers, gesso_cli_wait (&result), &error))
    return gesso_cli_report (error, GESSO_CLI_FAILED);
  return GESSO_CLI_DONE;
}

int
gesso_cli_models (GessoCli   *cli,
                  const char *name,
                  GStrv      *args)
{
  g_autofree char *provider = NULL, *tool = NULL;
  gboolean refresh = FALSE;
  Listing listing = { .cli = cli, .tools = ~0u };
  GessoTool wanted;
  int code = GESSO_CLI_DONE, shown;
  const GOptionEntry entries[] = {
    { "provider", 0, 0, G_OPTION_ARG_STRING, &provider, N_("Only models of this provider"), N_("PROVIDER") },
    { "tool", 0, 0, G_OPTION_ARG_STRING, &tool, N_("Only models for this tool, such as inpaint"), N_("TOOL") },
    { "refresh", 0, 0, G_OPTION_ARG_NONE, &refresh, N_("Fetch the provider’s own list first, free of charge"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!gesso_cli_parse (cli, name, entries, args))
    return GESSO_CLI_WRONG_CALL;
  if (g_strv_length (*args) > 2)
    return gesso_cli_complain (_("models takes one MODEL at most; “%s” is too much."), (*args)[2]);
  if (tool != NULL && (!gesso_tool_from_nick (tool, &wanted) || (GESSO_TOOLS_RUNNABLE & (1u << wanted)) == 0))
    {
      g_autofree char *nicks = gesso_cli_join_tools (GESSO_TOOLS_RUNNABLE);

      /* Translators: what was given, then the words it could be */
      return gesso_cli_complain (_("--tool %s: there is no such tool; there are %s."), tool, nicks);
    }
  if (refresh && provider == NULL)
    return gesso_cli_complain (_("--refresh needs --provider PROVIDER."));
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  if (provider != NULL && gesso_provider_registry_find_provider (gesso_studio_get_registry (cli->studio), provider) == NULL)
    return gesso_cli_complain (_("--provider %s: there is none of that name; “gesso providers” lists them."), provider);
  /* A list that could not be fetched leaves the one that was there. */
  if (refresh)
    code = refresh_one (cli, provider);
  if (code == GESSO_CLI_WRONG_CALL || code == GESSO_CLI_CANCELLED)
    return code;
  if (tool != NULL)
    listing.tools = 1u << wanted;
  listing.details = (*args)[1] != NULL;
  listing.readiness = gesso_cli_readiness_new (cli);
  shown = (*args)[1] != NULL ? print_one (&listing, (*args)[1]) : print_all (&listing, provider);
  gesso_cli_readiness_free (listing.readiness);
  return MAX (code, shown);
}
