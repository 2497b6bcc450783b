/* gesso-cli.c - which command, and the help
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>
#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"

static const GessoCliCommand commands[] = {
  /* Translators: words in capitals stand for what the user gives; keep file names and options as they are. */
  { "generate", N_("PROMPT"), N_("Make a picture from words"), gesso_cli_make,
    N_("Without --model the model on this computer is used; one that costs is never chosen by itself."),
    "  gesso generate \"sea at dusk\" --size 1024x768 -o sea.png\n"
    "  gesso generate \"a red fox\" --model openai/gpt-image-1.5 --param quality=low" },
  { "redux", N_("IMAGE [PROMPT]"), N_("Make a variation of a picture"), gesso_cli_make },
  { "inpaint", N_("IMAGE --mask MASK [PROMPT]"), N_("Make the white part of a mask anew"), gesso_cli_make,
    N_("What is black in the mask stays identical; the result says how many pixels were compared."),
    "  gesso inpaint photo.jpg --mask wires.png -o clean.png" },
  { "expand", N_("IMAGE [PROMPT]"), N_("Paint beyond the borders of a picture"), gesso_cli_make, NULL,
    "  gesso expand photo.jpg --right 256\n  gesso expand v12 --to 16:9" },
  { "upscale", N_("IMAGE --factor 2|4"), N_("Enlarge a picture"), gesso_cli_make },
  { "remove-background", N_("IMAGE"), N_("Cut the subject out"), gesso_cli_make },
  { "replace-background", N_("IMAGE (--with IMAGE | PROMPT)"), N_("Put something else behind the subject"), gesso_cli_make },
  { "edit", N_("IMAGE PROMPT"), N_("Change a picture by words"), gesso_cli_make, NULL,
    "  gesso edit v12 \"make it night\" --model google/gemini-3-pro-image\n"
    "  gesso edit room.png \"with this chair\" --image chair.png --model fal/flux-pro-kontext" },
  { "replay", N_("VERSION"), N_("Make the steps that led to a version again, on another picture or by other models"), gesso_cli_replay,
    N_("Each step begins when the one before it is kept; a step that fails stops those behind it."),
    "  gesso replay v12 --on other.jpg --dry-run\n  gesso replay v12 --model edit=fal/flux-pro-kontext" },
  { "adjust", N_("IMAGE"), N_("Change light, colours and crop of a picture"), gesso_cli_adjust,
    N_("Nothing is sent; the picture itself stays as it is."),
    "  gesso adjust photo.jpg --exposure 0.5 --crop 16:9 -o out.png\n"
    "  gesso adjust v12 --curve \"0,0 128,150 255,255\" --look faded" },
  { "recompose", N_("VERSION"), N_("Put a kept reply into its picture anew, with another mask or edge"), gesso_cli_recompose,
    N_("Nothing is sent or charged. What an option leaves out stays as the version has it."),
    "  gesso recompose v12 --mask smaller.png --feather 24\n"
    "  gesso recompose v12 --from v9 --mask hand.png -o best.png" },
  { "threads", NULL, N_("List the threads"), gesso_cli_threads },
  { "show", N_("THREAD|VERSION"), N_("Show what is in a thread, or how a version was made"), gesso_cli_show },
  { "search", N_("TEXT"), N_("Find prompts, messages and titles"), gesso_cli_search },
  { "export", N_("THREAD|VERSION -o FILE"), N_("Save kept pictures as files"), gesso_cli_export },
  { "import", N_("FILE…"), N_("Keep pictures from files"), gesso_cli_import },
  { "models", N_("[MODEL]"), N_("List the models, or what one takes"), gesso_cli_models,
    N_("Those that can be used now come first. Prices are estimates; the provider bills your account."),
    "  gesso models --tool inpaint\n  gesso models device/sketch" },
  { "providers", NULL, N_("List who makes pictures, and where to get a key"), gesso_cli_providers },
  { "keys", N_("[list [PROVIDER] | add PROVIDER | remove KEY | test [KEY…]]"), N_("Keep the keys of providers in the keyring"), gesso_cli_keys,
    N_("A key is typed when asked for, or read from the standard input; it is never an argument."),
    "  gesso keys add fal --label Work < key.txt" },
  { "jobs", N_("[list | resume [JOB…] | cancel JOB…]"), N_("See to what is not done yet"), gesso_cli_jobs,
    N_("What a provider was sent is never sent a second time by itself: a job whose outcome is unknown waits "
       "until you have looked whether it was charged."),
    "  gesso jobs\n  gesso jobs resume\n  gesso jobs resume j5 --send-again" },
  { "diagnose", NULL, N_("Print what to attach to a bug report"), gesso_cli_diagnose,
    N_("Versions, portals, the keyring, the size of the library and what failed last. Keys are never in it, and what you "
       "wrote only with --prompts.") },
  { "completions", "bash", N_("Print what makes a shell complete commands and options"), gesso_cli_completions, NULL,
    "  source <(gesso completions bash)" },
};

static const GessoCliCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  return NULL;
}

char *
gesso_cli_join_commands (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", commands[i].name);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
gesso_cli_parse (GessoCli           *cli,
                 const char         *name,
                 const GOptionEntry *entries,
                 GStrv              *args)
{
  const GessoCliCommand *command = find_command (name);
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *prgname = g_strconcat ("gesso ", name, NULL);
  g_autofree char *data_dir = NULL, *description = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry common[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_("Print one JSON object a line"), NULL },
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &data_dir, N_("The folder of the library"), N_("DIR") },
    G_OPTION_ENTRY_NULL
  };

  g_set_prgname (prgname);
  context = g_option_context_new (command->arguments != NULL ? _(command->arguments) : NULL);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, command->summary);
  description = g_strdup_printf ("%s%s%s%s", command->details != NULL ? _(command->details) : "",
                                 command->details != NULL && command->examples != NULL ? "\n\n" : "",
                                 command->examples != NULL ? command->examples : "",
                                 command->details != NULL || command->examples != NULL ? "\n" : "");
  g_option_context_set_description (context, *description != '\0' ? description : NULL);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  g_strv_builder_add (builder, "gesso");
  g_strv_builder_addv (builder, (const char **) *args);
  g_strfreev (*args);
  *args = g_strv_builder_end (builder);
  if (!g_option_context_parse_strv (context, args, &error))
    {
      /* Translators: the message before this names the wrong option; then the name of a command. */
      gesso_cli_complain (_("%s. See “gesso %s --help”."), error->message, name);
      return FALSE;
    }
  if (data_dir != NULL)
    {
      g_free (cli->data_dir);
      cli->data_dir = g_steal_pointer (&data_dir);
    }
  for (guint i = 1; (*args)[i] != NULL; i++)
    if (!g_utf8_validate ((*args)[i], -1, NULL) && !g_file_test ((*args)[i], G_FILE_TEST_EXISTS))
      {
        gesso_cli_complain (_("Argument %u is not valid UTF-8 text."), i);
        return FALSE;
      }
  return TRUE;
}

static void
print_help (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n  gesso [%s]\n  gesso [--data-dir %s] %s\n\n%s\n", _("Usage:"),
                          /* Translators: stand-ins in the usage line of the command line. */
                          _("FILE…"), _("DIR"), _("COMMAND …"), _("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "  %-20s %s\n", commands[i].name, _(commands[i].summary));
  g_string_append_printf (text, "\n%s\n  %-20s %s\n  %-20s %s\n  %-20s %s\n  %-20s %s\n\n", _("Options:"),
                          "--data-dir DIR", _("The folder of the library"),
                          "--json", _("Print one JSON object a line"),
                          "--version", _("Show the version"),
                          "-h, --help", _("Show this help"));
  g_string_append_printf (text, "%s\n%s\n%s\n",
                          _("“gesso COMMAND --help” tells more about a command. Without a command Gesso opens its window."),
                          _("IMAGE is a file or a version such as v12; v12/2 is its second picture. "
                            "THREAD is written t3, JOB j5."),
                          _("Exit codes: 0 done, 1 the job failed, 2 the call is wrong, 3 the library cannot be used, 130 cancelled."));
  fputs (text->str, stdout);
}

/* The index of the command word behind the options that may stand before it. */
static int
skip_options (int    argc,
              char **argv)
{
  int i = 1;

  while (i < argc)
    if (g_str_equal (argv[i], "--data-dir") && i + 1 < argc)
      i += 2;
    else if (g_str_has_prefix (argv[i], "--data-dir=") || g_str_equal (argv[i], "--json"))
      i++;
    else
      break;
  return i;
}

gboolean
gesso_cli_is_meant (int    argc,
                    char **argv)
{
  int i = skip_options (argc, argv);
  const char *word;

  if (i >= argc)
    return i > 1 && g_str_equal (argv[i - 1], "--json");
  word = argv[i];
  if (g_str_equal (word, "--help") || g_str_equal (word, "-h") || g_str_equal (word, "--version") ||
      g_str_equal (word, "--data-dir"))
    return TRUE;
  if (find_command (word) != NULL)
    return TRUE;
  /* A word that is no option, no file and no address: more likely a command misspelt. */
  return *word != '-' && strstr (word, "://") == NULL && strchr (word, '/') == NULL &&
         strchr (word, '.') == NULL && !g_file_test (word, G_FILE_TEST_EXISTS);
}

static void
read_leading_options (GessoCli *cli,
                      int       n,
                      char    **argv)
{
  for (int i = 1; i < n; i++)
    if (g_str_equal (argv[i], "--json"))
      cli->json = TRUE;
    else
      {
        const char *value = strchr (argv[i], '=');

        g_free (cli->data_dir);
        cli->data_dir = g_strdup (value != NULL && g_str_has_prefix (argv[i], "--data-dir=") ? value + 1 : argv[++i]);
      }
}

static int
run_word (GessoCli *cli,
          int       argc,
          char    **argv)
{
  const GessoCliCommand *command = find_command (argv[0]);
  g_auto (GStrv) args = NULL;
  g_autoptr (GStrvBuilder) builder = NULL;

  if (g_str_equal (argv[0], "--help") || g_str_equal (argv[0], "-h"))
    {
      print_help ();
      return GESSO_CLI_DONE;
    }
  if (g_str_equal (argv[0], "--version"))
    {
      fputs ("gesso " GESSO_PACKAGE_VERSION "\n", stdout);
      return GESSO_CLI_DONE;
    }
  if (command == NULL && *argv[0] == '-')
    return gesso_cli_complain (_("There is no option “%s”, or its value is missing. See “gesso --help”."), argv[0]);
  if (command == NULL)
    return gesso_cli_complain (_("There is no command and no file “%s”. See “gesso --help”."), argv[0]);
  builder = g_strv_builder_new ();
  for (int i = 1; i < argc; i++)
    g_strv_builder_add (builder, argv[i]);
  args = g_strv_builder_end (builder);
  return command->run (cli, command->name, &args);
}

int
gesso_cli_run (int    argc,
               char **argv)
{
  GessoCli cli = { NULL };
  int first = skip_options (argc, argv), code;

  if (first >= argc)
    return gesso_cli_complain (_("Give a command. See “gesso --help”."));
  read_leading_options (&cli, first, argv);
  cli.cancellable = g_cancellable_new ();
  code = run_word (&cli, argc - first, argv + first);
  gesso_cli_close (&cli);
  g_clear_object (&cli.cancellable);
  g_free (cli.data_dir);
  /* A full disk or closed pipe behind the standard output is a failure too. */
  if ((fflush (stdout) != 0 || ferror (stdout)) && code == GESSO_CLI_DONE)
    code = GESSO_CLI_FAILED;
  return code;
}
