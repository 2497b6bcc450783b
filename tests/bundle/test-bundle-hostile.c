/* test-bundle-hostile.c - files that only look like bundles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "bundle-fixture.h"
#include "gesso-bundle-private.h"

#define THREAD "11111111-1111-4111-8111-111111111111"
#define MESSAGE "22222222-2222-4222-8222-222222222222"
#define VERSION "33333333-3333-4333-8333-333333333333"
#define HEAD "{\"format\":\"gesso-bundle\",\"schema\":1}"

typedef struct
{
  StoreFixture to;
  char *path;
  GBytes *picture;
  char *blob;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  store_fixture_set_up (&fixture->to, NULL);
  fixture->path = g_build_filename (fixture->to.folder, "in.gesso", NULL);
  fixture->picture = bundle_fixture_make_png (1);
  fixture->blob = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, fixture->picture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_free (fixture->blob);
  g_bytes_unref (fixture->picture);
  g_free (fixture->path);
  store_fixture_tear_down (&fixture->to, NULL);
}

static struct archive *
begin (Fixture *fixture)
{
  struct archive *archive = archive_write_new ();

  g_assert_cmpint (archive_write_set_format_zip (archive), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_open_filename (archive, fixture->path), ==, ARCHIVE_OK);
  return archive;
}

static void
add_of_type (struct archive *archive,
             const char     *name,
             gconstpointer   data,
             gsize           size,
             mode_t          type,
             const char     *link)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, type);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) size);
  if (link != NULL)
    archive_entry_set_symlink (entry, link);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  if (size > 0)
    g_assert_cmpint (archive_write_data (archive, data, size), ==, size);
  archive_entry_free (entry);
}

static void
add (struct archive *archive,
     const char     *name,
     const char     *text)
{
  add_of_type (archive, name, text, strlen (text), AE_IFREG, NULL);
}

static void
add_picture (Fixture        *fixture,
             struct archive *archive)
{
  g_autofree char *name = g_strconcat ("blobs/", fixture->blob, NULL);

  add_of_type (archive, name, g_bytes_get_data (fixture->picture, NULL), g_bytes_get_size (fixture->picture), AE_IFREG, NULL);
}

static void
end (struct archive *archive)
{
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
}

/* A thread of one turn and one version; @from in it becomes @to. */
static char *
make_thread (Fixture    *fixture,
             const char *from,
             const char *to)
{
  g_autofree char *text = g_strdup_printf (
      "{\"uuid\":\"" THREAD "\",\"title\":\"T\",\"created\":5,\"updated\":6,\"messages\":[{\"order\":2,\"uuid\":\"" MESSAGE
      "\",\"role\":\"user\",\"text\":\"hello\",\"created\":5,\"attachments\":[]}],\"versions\":[{\"order\":3,\"uuid\":\"" VERSION
      "\",\"message\":\"" MESSAGE "\",\"tool\":\"generate\",\"model\":\"device/sketch\",\"prompt\":\"p\",\"parameters\":\"{}\","
      "\"created\":6,\"seconds\":1.5,\"images\":[{\"blob\":\"%s\",\"mime\":\"image/png\",\"width\":8,\"height\":6,\"bytes\":%"
      G_GSIZE_FORMAT "}],\"inputs\":[{\"role\":\"source\",\"blob\":\"%s\"}]}]}",
      fixture->blob, g_bytes_get_size (fixture->picture), fixture->blob);
  GString *changed = g_string_new (text);

  if (from != NULL)
    g_assert_cmpuint (g_string_replace (changed, from, to, 0), >, 0);
  return g_string_free (changed, FALSE);
}

static void
add_thread (Fixture        *fixture,
            struct archive *archive,
            const char     *from,
            const char     *to)
{
  g_autofree char *text = make_thread (fixture, from, to);

  add (archive, "threads/" THREAD ".json", text);
}

/* Nothing of it may be in the library, and the artist reads why. */
static void
assert_refused (Fixture   *fixture,
                GessoError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) threads = bundle_fixture_import (fixture->to.store, fixture->path, NULL, &error);

  g_assert_error (error, GESSO_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_null (threads);
  g_assert_cmpint (store_test_query_int (fixture->to.folder, "SELECT (SELECT count (*) FROM threads)"
                                         " + (SELECT count (*) FROM messages) + (SELECT count (*) FROM thread_version)"
                                         " + (SELECT count (*) FROM blobs)"), ==, 0);
}

static void
test_good (Fixture      *fixture,
           gconstpointer data)
{
  struct archive *archive = begin (fixture);
  g_autoptr (GArray) threads = NULL;
  g_autoptr (GError) error = NULL;
  guint n_new;

  add (archive, "bundle.json", HEAD);
  add_thread (fixture, archive, NULL, NULL);
  add_picture (fixture, archive);
  end (archive);
  threads = bundle_fixture_import (fixture->to.store, fixture->path, &n_new, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_new, ==, 1);
}

static void
test_names (Fixture      *fixture,
            gconstpointer data)
{
  static const char *const names[] = {
    "/etc/passwd", "../evil", "blobs/../../evil", "threads/../bundle.json", "blobs/", "blobs/short", "readme.txt",
    "threads/not-a-uuid.json", "BUNDLE.JSON", "blobs\\evil", "C:\\evil", "threads/" THREAD ".json/x",
    "blobs/0000000000000000000000000000000000000000000000000000000000000000/x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      struct archive *archive = begin (fixture);

      add (archive, "bundle.json", HEAD);
      add_thread (fixture, archive, NULL, NULL);
      add_picture (fixture, archive);
      add (archive, names[i], "x");
      end (archive);
      assert_refused (fixture, GESSO_ERROR_BAD_INPUT);
    }
}

static void
test_kinds (Fixture      *fixture,
            gconstpointer data)
{
  struct archive *archive = begin (fixture);

  add (archive, "bundle.json", HEAD);
  add_thread (fixture, archive, NULL, NULL);
  add_of_type (archive, "blobs/0000000000000000000000000000000000000000000000000000000000000000", NULL, 0, AE_IFLNK,
               "/etc/passwd");
  end (archive);
  assert_refused (fixture, GESSO_ERROR_BAD_INPUT);
  archive = begin (fixture);
  add (archive, "bundle.json", HEAD);
  add_of_type (archive, "blobs/", NULL, 0, AE_IFDIR, NULL);
  end (archive);
  assert_refused (fixture, GESSO_ERROR_BAD_INPUT);
}

static void
test_twice (Fixture      *fixture,
            gconstpointer data)
{
  struct archive *archive = begin (fixture);

  add (archive, "bundle.json", HEAD);
  add_thread (fixture, archive, NULL, NULL);
  add_thread (fixture, archive, "hello", "other");
  add_picture (fixture, archive);
  end (archive);
  assert_refused (fixture, GESSO_ERROR_BAD_INPUT);
}

static void
test_wrong_sum (Fixture      *fixture,
                gconstpointer data)
{
  struct archive *archive = begin (fixture);
  g_autoptr (GBytes) other = bundle_fixture_make_png (2);
  g_autofree char *name = g_strconcat ("blobs/", fixture->blob, NULL);

  add (archive, "bundle.json", HEAD);
  add_thread (fixture, archive, NULL, NULL);
  add_of_type (archive, name, g_bytes_get_data (other, NULL), g_bytes_get_size (other), AE_IFREG, NULL);
  end (archive);
  assert_refused (fixture, GESSO_ERROR_BAD_INPUT);
}

static void
test_no_picture (Fixture      *fixture,
                 gconstpointer data)
{
  struct archive *archive = begin (fixture);
  const char *html = "<html>Sorry</html>";
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, html, -1);
  g_autofree char *name = g_strconcat ("blobs/", sum, NULL);

  add (archive, "bundle.json", HEAD);
  add_thread (fixture, archive, fixture->blob, sum);
  add (archive, name, html);
  end (archive);
  assert_refused (fixture, GESSO_ERROR_BAD_INPUT);
}

static void
test_missing_parts (Fixture      *fixture,
                    gconstpointer data)
{
  struct archive *archive = begin (fixture);

  add (archive, "bundle.json", HEAD);
  add_thread (fixture, archive, NULL, NULL);
  end (archive);
  assert_refused (fixture, GESSO_ERROR_BAD_INPUT); /* no picture */
  archive = begin (fixture);
  add_thread (fixture, archive, NULL, NULL);
  add_picture (fixture, archive);
  end (archive);
  assert_refused (fixture, GESSO_ERROR_BAD_INPUT); /* no head */
  archive = begin (fixture);
  add (archive, "bundle.json", HEAD);
  add_picture (fixture, archive);
  end (archive);
  assert_refused (fixture, GESSO_ERROR_BAD_INPUT); /* no thread */
}

static void
test_rows (Fixture      *fixture,
           gconstpointer data)
{
  static const struct { const char *from, *to; } cases[] = {
    { "\"tool\":\"generate\"", "\"tool\":\"delete-everything\"" },
    { "\"role\":\"user\"", "\"role\":7" },
    { "\"role\":\"source\"", "\"role\":\"sink\"" },
    { "\"order\":3", "\"order\":2" },
    { "\"order\":3", "\"order\":1" }, /* before the turn that asked for it */
    { "\"order\":3", "\"order\":-9" },
    { "\"width\":8", "\"width\":4000000000" },
    { "\"width\":8", "\"width\":9" },
    { "\"height\":6", "\"height\":0" },
    { "\"bytes\":", "\"bytes\":1" },
    { "\"seconds\":1.5", "\"seconds\":-1" },
    { "\"parameters\":\"{}\"", "\"parameters\":\"[]\"" },
    { "\"parameters\":\"{}\"", "\"parent\":\"" VERSION "\"" }, /* its own parent */
    { "\"parameters\":\"{}\"", "\"parent\":\"no\"" },
    { "\"parameters\":\"{}\"", "\"pin\":7" },
    { "\"parameters\":\"{}\"", "\"pin\":{\"name\":\"no\"}" },
    { "\"title\":\"T\"", "\"title\":null" },
    { "\"title\":\"T\"", "\"cover\":\"../../x\",\"title\":\"T\"" },
    { "\"uuid\":\"" THREAD "\"", "\"uuid\":\"" MESSAGE "\"" },
    { "\"uuid\":\"" VERSION "\"", "\"uuid\":\"" MESSAGE "\"" },
    { "\"attachments\":[]", "\"attachments\":[\"" VERSION "\"]" }, /* made later */
    { "\"attachments\":[]", "\"attachments\":[3]" },
    { "\"messages\":[", "\"messages\":[null," },
    { "\"images\":[", "\"images\":[7," },
    { "\"inputs\":[", "\"inputs\":{},\"x\":[" },
    { "\"created\":6", "\"created\":0" },
    { "{\"uuid\"", "[{\"uuid\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      struct archive *archive = begin (fixture);

      g_test_message ("%s → %s", cases[i].from, cases[i].to);
      add (archive, "bundle.json", HEAD);
      add_thread (fixture, archive, cases[i].from, cases[i].to);
      add_picture (fixture, archive);
      end (archive);
      assert_refused (fixture, GESSO_ERROR_BAD_INPUT);
    }
}

static void
test_long_pin (Fixture      *fixture,
               gconstpointer data)
{
  struct archive *archive = begin (fixture);
  g_autofree char *name = g_strnfill (100000, 'x');
  g_autofree char *pin = g_strdup_printf ("\"parameters\":\"{}\",\"pin\":\"%s\"", name);

  add (archive, "bundle.json", HEAD);
  add_thread (fixture, archive, "\"parameters\":\"{}\"", pin);
  add_picture (fixture, archive);
  end (archive);
  assert_refused (fixture, GESSO_ERROR_BAD_INPUT);
}

/* What a Gesso to come says of a version, in the words of this schema. */
static void
test_unknown (Fixture      *fixture,
              gconstpointer data)
{
  struct archive *archive = begin (fixture);
  g_autoptr (GArray) threads = NULL;
  g_autofree char *pin = NULL;
  g_autoptr (GError) error = NULL;

  add (archive, "bundle.json", HEAD);
  add_thread (fixture, archive, "\"parameters\":\"{}\"",
              "\"pin\":\"the one\",\"shelf\":{\"row\":[1,null]},\"parameters\":\"{}\"");
  add_picture (fixture, archive);
  end (archive);
  threads = bundle_fixture_import (fixture->to.store, fixture->path, NULL, &error);
  g_assert_no_error (error);
  pin = store_test_query_text (fixture->to.folder, "SELECT name FROM pins");
  g_assert_cmpstr (pin, ==, "the one");
}

static void
test_newer (Fixture      *fixture,
            gconstpointer data)
{
  struct archive *archive = begin (fixture);

  add (archive, "bundle.json", "{\"format\":\"gesso-bundle\",\"schema\":3}");
  add_thread (fixture, archive, NULL, NULL);
  add_picture (fixture, archive);
  end (archive);
  assert_refused (fixture, GESSO_ERROR_UNSUPPORTED);
}

/* A hundred megabytes of nothing in a hundred kilobytes. */
static void
test_bomb (Fixture      *fixture,
           gconstpointer data)
{
  struct archive *archive = begin (fixture);
  gsize size = 100 * 1024 * 1024;
  g_autofree char *nothing = g_malloc0 (size);

  add (archive, "bundle.json", HEAD);
  add_of_type (archive, "blobs/0000000000000000000000000000000000000000000000000000000000000000", nothing, size, AE_IFREG, NULL);
  end (archive);
  assert_refused (fixture, GESSO_ERROR_BAD_INPUT);
}

static void
test_no_zip (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->path, "", 0, &error);
  g_assert_no_error (error);
  assert_refused (fixture, GESSO_ERROR_BAD_INPUT);
  g_file_set_contents (fixture->path, "PK\003\004 and no more", -1, &error);
  g_assert_no_error (error);
  assert_refused (fixture, GESSO_ERROR_BAD_INPUT);
}

/* Cut short anywhere: all or nothing. */
static void
test_cut (Fixture      *fixture,
          gconstpointer data)
{
  struct archive *archive = begin (fixture);
  g_autofree char *contents = NULL;
  gsize length;

  add (archive, "bundle.json", HEAD);
  add_thread (fixture, archive, NULL, NULL);
  add_picture (fixture, archive);
  end (archive);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  for (gsize n = 1; n < length - 22; n += 37)
    {
      g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) n, NULL));
      assert_refused (fixture, GESSO_ERROR_BAD_INPUT);
    }
}

static void
test_no_file (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) threads = bundle_fixture_import (fixture->to.store, fixture->path, NULL, &error);

  g_assert_null (threads);
  g_assert_nonnull (error);
  g_assert_true (error->domain == GESSO_ERROR);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/bundle/hostile/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("good", test_good);
  ADD ("names", test_names);
  ADD ("kinds", test_kinds);
  ADD ("twice", test_twice);
  ADD ("wrong-sum", test_wrong_sum);
  ADD ("no-picture", test_no_picture);
  ADD ("missing-parts", test_missing_parts);
  ADD ("rows", test_rows);
  ADD ("long-pin", test_long_pin);
  ADD ("unknown", test_unknown);
  ADD ("newer", test_newer);
  ADD ("bomb", test_bomb);
  ADD ("no-zip", test_no_zip);
  ADD ("cut", test_cut);
  ADD ("no-file", test_no_file);
  return g_test_run ();
}
