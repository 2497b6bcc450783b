/* test-openraster.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-error.h"
#include "gesso-openraster-private.h"
#include "gesso-test.h"
#include "gesso-zip-writer.h"
#include "layered.h"

typedef struct
{
  char *folder, *path;
  GPtrArray *steps;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = gesso_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "picture.ora", NULL);
  fixture->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_openraster_step_free);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_ptr_array_unref (fixture->steps);
  gesso_test_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static GessoOpenrasterStep *
add_step (Fixture          *fixture,
          const char       *name,
          const GessoImage *picture,
          const GessoImage *mask)
{
  GessoOpenrasterStep *step = layered_make_step (fixture->folder, name, picture, mask);

  g_ptr_array_add (fixture->steps, step);
  return step;
}

/* Writes the steps; (transfer full): the stack.xml that was written */
static char *
write_steps (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GHashTable) parts = NULL;
  GBytes *xml;

  g_assert_true (gesso_openraster_write (fixture->path, fixture->steps, NULL, &error));
  g_assert_no_error (error);
  bytes = layered_read_file (fixture->path);
  parts = gesso_openraster_unpack (bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (g_hash_table_lookup (parts, "mergedimage.png"));
  g_assert_nonnull (g_hash_table_lookup (parts, "Thumbnails/thumbnail.png"));
  xml = g_hash_table_lookup (parts, "stack.xml");
  return g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
}

static void
assert_reads_as (GBytes           *bytes,
                 const GessoImage *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoImage) read = gesso_openraster_read (bytes, NULL, &error);
  g_autoptr (GessoImage) same = NULL;

  g_assert_no_error (error);
  same = gesso_image_convert (wanted, gesso_image_get_channels (read), NULL);
  g_assert_true (gesso_image_equal (read, same));
}

static void
assert_flattens_to (Fixture          *fixture,
                    const GessoImage *wanted)
{
  g_autoptr (GBytes) bytes = layered_read_file (fixture->path);

  assert_reads_as (bytes, wanted);
}

/* Layer by layer: what the merged picture says is not asked. */
static void
assert_layers_make (Fixture          *fixture,
                    const GessoImage *wanted)
{
  static const char name[] = GESSO_OPENRASTER_MERGED;
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;
  guint n = 0;

  assert_flattens_to (fixture, wanted);
  g_assert_true (g_file_get_contents (fixture->path, &data, &length, NULL));
  for (gsize i = 0; i + sizeof name - 1 <= length; i++)
    if (memcmp (data + i, name, sizeof name - 1) == 0)
      {
        data[i] = 'x';
        n++;
      }
  g_assert_cmpuint (n, ==, 2);
  bytes = g_bytes_new (data, length);
  assert_reads_as (bytes, wanted);
}

static guint
count (const char *text,
       const char *word)
{
  guint n = 0;

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    n++;
  return n;
}

/* Type sniffers look at bytes 0, 30 and 38. */
static void
test_type (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GessoImage) picture = layered_make_noise (9, 7, 3, 1);
  g_autofree char *xml = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *start;

  add_step (fixture, "one", picture, NULL);
  xml = write_steps (fixture);
  bytes = layered_read_file (fixture->path);
  start = g_bytes_get_data (bytes, NULL);
  g_assert_cmpmem (start, 4, "PK\003\004", 4);
  g_assert_cmpmem (start + 30, 23, "mimetypeimage/openraster", 23);
  g_assert_true (gesso_openraster_is_zip (bytes));
  g_assert_true (gesso_openraster_is_named ("a.ORA"));
  g_assert_false (gesso_openraster_is_named (".ora"));
  g_assert_false (gesso_openraster_is_named ("ora.png"));
}

/* A soft mask, and a picture that differs where it is soft. */
static void
test_mask (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GessoImage) before = layered_make_noise (40, 30, 3, 1);
  g_autoptr (GessoImage) after = layered_make_noise (40, 30, 3, 1);
  g_autoptr (GessoImage) mask = gesso_image_new (40, 30, 1, NULL);
  g_autofree char *xml = NULL;

  for (guint x = 10; x < 20; x++)
    {
      gesso_image_edit_row (mask, 5)[x] = (guint8) (20 * (x - 9));
      gesso_image_edit_row (after, 5)[3 * x] ^= 0x40;
    }
  add_step (fixture, "before", before, NULL);
  add_step (fixture, "A & “B” <c>", after, mask);
  xml = write_steps (fixture);
  assert_layers_make (fixture, after);
  g_assert_cmpuint (count (xml, "<layer "), ==, 3);
  g_assert_cmpuint (count (xml, "visibility=\"hidden\""), ==, 1);
  g_assert_nonnull (strstr (xml, "name=\"A &amp; “B” &lt;c&gt;\" src=\"data/layer001.png\" x=\"10\" y=\"5\""));
  /* The newest comes first, its mask above it. */
  g_assert_true (strstr (xml, "layer002") < strstr (xml, "layer001"));
  g_assert_true (strstr (xml, "layer001") < strstr (xml, "layer000"));
}

/* What changed without the mask's leave is in the layer all the same. */
static void
test_beyond_mask (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GessoImage) before = layered_make_noise (16, 16, 3, 1);
  g_autoptr (GessoImage) after = layered_make_noise (16, 16, 3, 2);
  g_autoptr (GessoImage) mask = gesso_image_new (16, 16, 1, NULL);
  g_autofree char *xml = NULL;

  gesso_image_edit_row (mask, 3)[3] = 255;
  add_step (fixture, "before", before, NULL);
  add_step (fixture, "after", after, mask);
  xml = write_steps (fixture);
  assert_layers_make (fixture, after);
}

static void
test_expand (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GessoImage) inner = layered_make_noise (10, 8, 3, 1);
  g_autoptr (GessoImage) outer = layered_make_noise (15, 12, 3, 2);
  g_autofree char *xml = NULL;

  gesso_image_paste (outer, inner, 2, 1);
  add_step (fixture, "inner", inner, NULL);
  add_step (fixture, "outer", outer, NULL)->added = (GessoFrame) { 2, 1, 3, 3 };
  xml = write_steps (fixture);
  assert_layers_make (fixture, outer);
  g_assert_nonnull (strstr (xml, "layer000.png\" x=\"2\" y=\"1\""));
  g_assert_cmpuint (count (xml, "hidden"), ==, 0);
}

/* A cut-out, and a step of another size: what lies below would shine through. */
static void
test_covered (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GessoImage) first = layered_make_noise (12, 12, 3, 1);
  g_autoptr (GessoImage) larger = layered_make_noise (24, 24, 4, 2);
  g_autoptr (GessoImage) hole = layered_make_noise (24, 24, 4, 2);
  g_autofree char *xml = NULL;

  for (guint x = 0; x < 24; x++)
    memset (gesso_image_edit_row (hole, x) + 4 * x, x % 2 == 0 ? 0 : 90, 4);
  add_step (fixture, "first", first, NULL);
  add_step (fixture, "larger", larger, NULL);
  add_step (fixture, "hole", hole, NULL);
  xml = write_steps (fixture);
  assert_layers_make (fixture, hole);
  g_assert_cmpuint (count (xml, "<layer "), ==, 3);
  g_assert_cmpuint (count (xml, "hidden"), ==, 2);
}

static void
test_nothing_changed (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr (GessoImage) picture = layered_make_noise (12, 12, 3, 1);
  g_autoptr (GessoImage) mask = gesso_image_new (12, 12, 1, NULL);
  g_autofree char *xml = NULL;

  add_step (fixture, "one", picture, NULL);
  add_step (fixture, "two", picture, mask);
  xml = write_steps (fixture);
  assert_layers_make (fixture, picture);
  g_assert_cmpuint (count (xml, "<layer "), ==, 3);
}

static void
test_cannot_write (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GessoImage) picture = layered_make_noise (12, 12, 3, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) missing = NULL, cancelled = NULL, gone = NULL;
  GessoOpenrasterStep *step = add_step (fixture, "one", picture, NULL);

  g_assert_false (gesso_openraster_write ("/nowhere/at/all.ora", fixture->steps, NULL, &missing));
  g_assert_error (missing, GESSO_ERROR, GESSO_ERROR_STORAGE);
  g_cancellable_cancel (cancellable);
  g_assert_false (gesso_openraster_write (fixture->path, fixture->steps, cancellable, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  gesso_test_remove (step->picture);
  g_assert_false (gesso_openraster_write (fixture->path, fixture->steps, NULL, &gone));
  g_assert_error (gone, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* Opacity, places partly outside, visibility and groups. */
static void
test_flatten (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GessoImage) red = layered_make_plain (4, 4, 200, 0, 0, 255);
  g_autoptr (GessoImage) blue = layered_make_plain (4, 4, 0, 0, 100, 255);
  g_autoptr (GessoImage) read = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const guint8 *row;

  layered_write (fixture->path, GESSO_OPENRASTER_MIME "\n",
                 "<?xml version='1.0'?><image w='4' h='2'><stack>"
                 "<stack visibility='hidden'><stack><layer src='data/none.png'/></stack><layer src='data/none.png'/></stack>"
                 "<layer src='data/none.png' visibility='hidden'/>"
                 "<stack><layer src='data/blue.png' x='2' y='-3' opacity='0.5'/></stack>"
                 "<layer src='data/red.png'/></stack></image>",
                 "data/red.png", layered_encode (red), "data/blue.png", layered_encode (blue), NULL);
  bytes = layered_read_file (fixture->path);
  read = gesso_openraster_read (bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gesso_image_get_channels (read), ==, 3);
  row = gesso_image_get_row (read, 0);
  g_assert_cmpmem (row, 6, ((guint8[]) { 200, 0, 0, 200, 0, 0 }), 6);
  g_assert_cmpmem (row + 6, 6, ((guint8[]) { 100, 0, 50, 100, 0, 50 }), 6);
  g_assert_cmpmem (gesso_image_get_row (read, 1) + 6, 3, ((guint8[]) { 200, 0, 0 }), 3);
}

/* Half over nothing keeps its colour. */
static void
test_translucent (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GessoImage) half = layered_make_plain (2, 2, 10, 200, 30, 128);
  g_autoptr (GessoImage) twice = layered_make_plain (2, 2, 10, 200, 30, 192);

  layered_write (fixture->path, GESSO_OPENRASTER_MIME,
                 "<image w='2' h='2'><stack><layer src='a.png'/><layer src='a.png'/></stack></image>",
                 "a.png", layered_encode (half), NULL);
  assert_flattens_to (fixture, twice);
}

/* What the other program showed, however its layers came out; but only if it is whole. */
static void
test_merged_first (Fixture      *fixture,
                   gconstpointer data)
{
  static const char stack[] = "<image w='2' h='2'><stack><layer src='a.png'/></stack></image>";
  g_autoptr (GessoImage) layer = layered_make_plain (2, 2, 1, 2, 3, 255);
  g_autoptr (GessoImage) merged = layered_make_plain (2, 2, 7, 8, 9, 255);
  g_autoptr (GessoImage) larger = layered_make_plain (3, 2, 7, 8, 9, 255);
  g_autoptr (GBytes) whole = layered_encode (merged);

  layered_write (fixture->path, GESSO_OPENRASTER_MIME, stack, "a.png", layered_encode (layer),
                 GESSO_OPENRASTER_MERGED, g_bytes_ref (whole), NULL);
  assert_flattens_to (fixture, merged);
  layered_write (fixture->path, GESSO_OPENRASTER_MIME, stack, "a.png", layered_encode (layer),
                 GESSO_OPENRASTER_MERGED, layered_encode (larger), NULL);
  assert_flattens_to (fixture, layer);
  layered_write (fixture->path, GESSO_OPENRASTER_MIME, stack, "a.png", layered_encode (layer),
                 GESSO_OPENRASTER_MERGED, g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2), NULL);
  assert_flattens_to (fixture, layer);
}

/* What Gesso cannot blend, the other program has blended. */
static void
test_merged (Fixture      *fixture,
             gconstpointer data)
{
  static const char *const stacks[] = {
    "<image w='2' h='2'><stack><layer src='a.png' composite-op='svg:multiply'/></stack></image>",
    "<image w='2' h='2'><stack><stack opacity='.5'><layer src='a.png'/></stack></stack></image>",
    "<image w='2' h='2'><stack><stack composite-op='svg:screen'><layer src='a.png'/></stack></stack></image>",
  };
  g_autoptr (GessoImage) layer = layered_make_plain (2, 2, 1, 2, 3, 255);
  g_autoptr (GessoImage) merged = layered_make_plain (2, 2, 7, 8, 9, 255);

  for (guint i = 0; i < G_N_ELEMENTS (stacks); i++)
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      layered_write (fixture->path, GESSO_OPENRASTER_MIME, stacks[i], "a.png", layered_encode (layer),
                     "mergedimage.png", layered_encode (merged), NULL);
      assert_flattens_to (fixture, merged);
      layered_write (fixture->path, GESSO_OPENRASTER_MIME, stacks[i], "a.png", layered_encode (layer), NULL);
      bytes = layered_read_file (fixture->path);
      g_assert_null (gesso_openraster_read (bytes, NULL, &error));
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
    }
}

static void
assert_refused (Fixture *fixture)
{
  g_autoptr (GBytes) bytes = layered_read_file (fixture->path);
  g_autoptr (GError) error = NULL;

  g_assert_null (gesso_openraster_read (bytes, NULL, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  static const char *const stacks[] = {
    "", "no xml", "<image w='2' h='2'><stack><layer src='a.png'/></stack>", "<image><stack/></image>",
    "<image w='0' h='2'><stack/></image>", "<image w='-5' h='2'><stack/></image>",
    "<image w='900000' h='2'><stack/></image>", "<image w='nan' h='inf'><stack/></image>",
    "<image w='2' h='2'><stack><layer/></stack></image>",
    "<image w='2' h='2'><stack><layer src='../../etc/passwd.png'/></stack></image>",
    "<image w='2' h='2'><stack><layer src='broken.png'/></stack></image>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (stacks); i++)
    {
      layered_write (fixture->path, GESSO_OPENRASTER_MIME, stacks[i],
                     "broken.png", g_bytes_new_static ("\211PNG\r\n", 6), NULL);
      assert_refused (fixture);
    }
  layered_write (fixture->path, GESSO_OPENRASTER_MIME, NULL, NULL);
  assert_refused (fixture);
  layered_write (fixture->path, "application/vnd.oasis.opendocument.text", stacks[2], NULL);
  assert_refused (fixture);
  g_assert_true (g_file_set_contents (fixture->path, "PK\003\004 and no more", -1, NULL));
  assert_refused (fixture);
}

/* Twice the same name, and stacks in stacks without end. */
static void
test_too_much (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GessoImage) layer = layered_make_plain (2, 2, 1, 2, 3, 255);
  g_autoptr (GString) deep = g_string_new ("<image w='2' h='2'>");
  g_autoptr (GString) many = g_string_new ("<image w='2' h='2'><stack>");

  layered_write (fixture->path, GESSO_OPENRASTER_MIME, "<image w='2' h='2'><stack/></image>",
                 "a.png", layered_encode (layer), "a.png", layered_encode (layer), NULL);
  assert_refused (fixture);
  for (guint i = 0; i < 5000; i++)
    {
      g_string_append (deep, "<stack>");
      g_string_append (many, "<layer src='a.png'/>");
    }
  for (guint i = 0; i < 5000; i++)
    g_string_append (deep, "</stack>");
  g_string_append (deep, "</image>");
  g_string_append (many, "</stack></image>");
  layered_write (fixture->path, GESSO_OPENRASTER_MIME, deep->str, "a.png", layered_encode (layer), NULL);
  assert_refused (fixture);
  layered_write (fixture->path, GESSO_OPENRASTER_MIME, many->str, "a.png", layered_encode (layer), NULL);
  assert_refused (fixture);
}

/* Cut anywhere, it is refused or whole; places far away and odd numbers are no harm. */
static void
test_cut (Fixture      *fixture,
          gconstpointer data)
{
  g_autoptr (GessoImage) layer = layered_make_plain (2, 2, 1, 2, 3, 255);
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GessoImage) read = NULL;
  g_autoptr (GError) error = NULL;

  layered_write (fixture->path, GESSO_OPENRASTER_MIME,
                 "<image w='2' h='2'><stack><layer src='a.png' x='99999999999' y='-1e300' opacity='nan'/>"
                 "<layer src='a.png' x='-2147483648' opacity='7'/></stack></image>",
                 "a.png", layered_encode (layer), NULL);
  whole = layered_read_file (fixture->path);
  for (gsize size = 0; size < g_bytes_get_size (whole); size += 3)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, size);
      g_autoptr (GError) refused = NULL;

      g_assert_null (gesso_openraster_read (cut, NULL, &refused));
      g_assert_error (refused, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
    }
  read = gesso_openraster_read (whole, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (gesso_image_has_alpha (read));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/openraster/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("type", test_type);
  ADD ("mask", test_mask);
  ADD ("beyond-mask", test_beyond_mask);
  ADD ("expand", test_expand);
  ADD ("covered", test_covered);
  ADD ("nothing-changed", test_nothing_changed);
  ADD ("cannot-write", test_cannot_write);
  ADD ("flatten", test_flatten);
  ADD ("translucent", test_translucent);
  ADD ("merged", test_merged);
  ADD ("merged-first", test_merged_first);
  ADD ("refused", test_refused);
  ADD ("too-much", test_too_much);
  ADD ("cut", test_cut);
  return g_test_run ();
}
