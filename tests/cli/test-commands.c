/* test-commands.c - models, providers, help, and what a shell does to a program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-cli-fixture.h"
#include "gesso-json.h"
#include "gesso-test.h"

#define KEY "sk-test-GESSOCOMMANDS-77aa"

static const char *const commands[] = {
  "generate", "redux", "inpaint", "expand", "upscale", "remove-background", "replace-background", "edit", "threads",
  "show", "search", "export", "import", "models", "providers", "keys", "jobs", "diagnose", "completions",
};

static gboolean
has_tool (JsonObject *object,
          const char *tool)
{
  JsonArray *tools = gesso_json_get_array (object, "tools");

  for (guint i = 0; i < json_array_get_length (tools); i++)
    if (g_str_equal (gesso_json_array_get_string (tools, i), tool))
      return TRUE;
  return FALSE;
}

static void
test_help (CliFixture   *fixture,
           gconstpointer data)
{
  cli_run_well (fixture, "--help");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *line = g_strdup_printf ("\n  %s ", commands[i]);

      g_assert_nonnull (strstr (fixture->out, line));
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *usage = g_strdup_printf ("gesso %s [", commands[i]);

      cli_run_well (fixture, "%s --help", commands[i]);
      g_assert_nonnull (strstr (fixture->out, usage));
      g_assert_nonnull (strstr (fixture->out, "--json"));
    }
  /* Help needs no library. */
  g_assert_false (g_file_test (fixture->data_dir, G_FILE_TEST_EXISTS));
}

/* Nothing that needs a key stands before what needs none. */
static void
test_models (CliFixture   *fixture,
             gconstpointer data)
{
  gboolean usable = TRUE;
  guint n;

  cli_run_well (fixture, "models --json");
  n = cli_count_lines (fixture);
  g_assert_cmpuint (n, >, 10);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (JsonObject) object = cli_get_json (fixture, i);
      gboolean this_usable = gesso_json_get_bool (object, "usable", FALSE);

      g_assert_true (usable || !this_usable);
      usable = this_usable;
      g_assert_nonnull (strchr (gesso_json_get_string (object, "model"), '/'));
      g_assert_cmpstr (gesso_json_get_string (object, "state"), ==, this_usable ? "ready" : "no-key");
      g_assert_cmpuint (json_array_get_length (gesso_json_get_array (object, "tools")), >, 0);
    }
  g_assert_false (usable);
}

static void
test_models_chosen (CliFixture   *fixture,
                    gconstpointer data)
{
  guint n;

  cli_run_well (fixture, "models --json --provider device --tool upscale");
  g_assert_cmpuint (cli_count_lines (fixture), ==, 1);
  cli_run_well (fixture, "models --json --tool expand");
  n = cli_count_lines (fixture);
  g_assert_cmpuint (n, >, 2);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (JsonObject) object = cli_get_json (fixture, i);

      g_assert_true (has_tool (object, "expand"));
    }
}

static void
test_one_model (CliFixture   *fixture,
                gconstpointer data)
{
  g_autoptr (JsonObject) object = NULL;
  JsonArray *parameters;

  cli_run_well (fixture, "models device/sketch");
  g_assert_nonnull (strstr (fixture->out, "free"));
  g_assert_nonnull (strstr (fixture->out, "--param count=1 to 8"));
  cli_run_well (fixture, "models device/sketch --json");
  g_assert_cmpuint (cli_count_lines (fixture), ==, 1);
  object = cli_get_json (fixture, 0);
  g_assert_cmpfloat (gesso_json_get_double (object, "price", -1), ==, 0);
  parameters = gesso_json_get_array (object, "parameters");
  g_assert_cmpuint (json_array_get_length (parameters), >=, 3);
  g_assert_cmpstr (gesso_json_get_string (gesso_json_array_get_object (parameters, 0), "name"), ==, "size");
  /* Many sizes are all told of one model, not in the list. */
  cli_run_well (fixture, "models openai/gpt-image-2");
  g_assert_null (strstr (fixture->out, "…"));
}

static void
test_providers (CliFixture   *fixture,
                gconstpointer data)
{
  g_autoptr (JsonObject) device = NULL;
  g_autoptr (JsonObject) openai = NULL;

  cli_run_well (fixture, "providers");
  g_assert_nonnull (strstr (fixture->out, "https://platform.openai.com/"));
  g_assert_nonnull (strstr (fixture->out, "Needs a key"));
  cli_run_well (fixture, "providers --json");
  device = cli_get_json (fixture, 0);
  openai = cli_get_json (fixture, 1);
  g_assert_true (gesso_json_get_bool (device, "usable", FALSE));
  g_assert_cmpstr (gesso_json_get_string (openai, "provider"), ==, "openai");
  g_assert_cmpstr (gesso_json_get_string (openai, "state"), ==, "no-key");
  g_assert_cmpstr (gesso_json_array_get_string (gesso_json_get_array (openai, "variables"), 0), ==, "OPENAI_API_KEY");
}

/* A key of the environment makes its provider usable, and is not shown. */
static void
test_environment_key (CliFixture   *fixture,
                      gconstpointer data)
{
  cli_run_shell (fixture, "export FAL_API_KEY=" KEY "; gesso providers; gesso models --json | grep -m5 . | tail -n 1;"
                          " gesso keys list --json");
  g_assert_cmpint (fixture->code, ==, 0);
  g_assert_nonnull (strstr (fixture->out, "Ready, 1 key"));
  g_assert_nonnull (strstr (fixture->out, "\"provider\":\"fal\""));
  g_assert_null (strstr (fixture->out, KEY));
  g_assert_null (strstr (fixture->err, KEY));
}

static void
test_image_roles (CliFixture   *fixture,
                  gconstpointer data)
{
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) second = NULL;
  g_autoptr (GessoImage) a = NULL;
  g_autoptr (GessoImage) b = NULL;

  cli_write_picture (fixture, "a.png", 60, 40, 3);
  cli_write_mask (fixture, "hint.png", 60, 40, &(GessoRect) { 10, 10, 30, 20 });
  cli_run_well (fixture, "remove-background a.png --mask hint.png --json");
  first = cli_get_json (fixture, 0);
  cli_run_well (fixture, "remove-background a.png --image mask=hint.png --json");
  second = cli_get_json (fixture, 0);
  a = cli_read_picture (fixture, gesso_json_get_string (first, "file"));
  b = cli_read_picture (fixture, gesso_json_get_string (second, "file"));
  g_assert_true (gesso_image_equal (a, b));
}

/* Whoever reads our output may go away, or have no room; the picture is kept all the same. */
static void
test_closed_output (CliFixture   *fixture,
                    gconstpointer data)
{
  static const char *const outputs[] = { "| true", "> /dev/full", ">&-" };

  for (guint i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      g_autofree char *script = g_strdup_printf ("gesso generate sea --size 64x64 --json %s\necho ${PIPESTATUS[0]}", outputs[i]);

      cli_run_shell (fixture, script);
      g_assert_cmpstr (fixture->out, !=, "0\n");
      cli_run_well (fixture, "search sea --json");
      g_assert_cmpuint (cli_count_lines (fixture), ==, 3 * (i + 1));
    }
}

/* What the artist wrote is in it only when asked for, and a key never. */
static void
test_diagnose (CliFixture   *fixture,
               gconstpointer data)
{
  cli_run_well (fixture, "generate sea --size 64x64");
  cli_execute_sql (fixture,
                   "INSERT INTO jobs (thread_id, message_id, state, is_open, request, error_class, error_text, created, updated)"
                   " SELECT thread_id, message_id, 'failed', 0, replace (request, '\"sea\"', '\"secret lighthouse\"'),"
                   " 'content-refused', 'Refused: secret lighthouse', created, updated FROM jobs WHERE id = 1;");
  cli_run_shell (fixture, "FAL_API_KEY=" KEY " gesso diagnose");
  g_assert_cmpint (fixture->code, ==, 0);
  g_assert_nonnull (strstr (fixture->out, "Gesso " GESSO_PACKAGE_VERSION));
  g_assert_nonnull (strstr (fixture->out, "Threads: 1\nVersions: 1\n"));
  g_assert_nonnull (strstr (fixture->out, "content-refused"));
  g_assert_nonnull (strstr (fixture->out, "fal: of the environment, usable"));
  g_assert_nonnull (strstr (fixture->out, "Portals: no session bus"));
  g_assert_null (strstr (fixture->out, KEY));
  g_assert_null (strstr (fixture->out, "lighthouse"));
  g_assert_null (strstr (fixture->out, fixture->folder));
  cli_run_well (fixture, "diagnose --prompts --json");
  g_assert_nonnull (strstr (fixture->out, "lighthouse"));
}

static void
test_completions (CliFixture   *fixture,
                  gconstpointer data)
{
  cli_run_shell (fixture,
                 "source <(gesso completions bash)\n"
                 "ask () { COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _gesso; echo \"${COMPREPLY[@]}\"; }\n"
                 "ask gesso mod; ask gesso --data-dir d remo; ask gesso inpaint --ma; ask gesso jobs res;"
                 " ask gesso generate x --model device/s; ask gesso models --tool upsc");
  g_assert_cmpint (fixture->code, ==, 0);
  g_assert_cmpstr (fixture->out, ==, "models\nremove-background\n--mask\nresume\ndevice/sketch\nupscale\n");
}

#define ADD(name, func) g_test_add ("/cli/commands/" name, CliFixture, NULL, cli_fixture_set_up, func, cli_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("help", test_help);
  ADD ("models", test_models);
  ADD ("models-chosen", test_models_chosen);
  ADD ("one-model", test_one_model);
  ADD ("providers", test_providers);
  ADD ("environment-key", test_environment_key);
  ADD ("image-roles", test_image_roles);
  ADD ("closed-output", test_closed_output);
  ADD ("diagnose", test_diagnose);
  ADD ("completions", test_completions);
  return g_test_run ();
}
