/* test-recipe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <libdeflate.h>
#include <string.h>

#include "gesso-recipe.h"
#include "gesso-riff-private.h"
#include "pictures.h"

static const GessoFormat formats[] = { GESSO_FORMAT_PNG, GESSO_FORMAT_JPEG, GESSO_FORMAT_WEBP };

static const char plain[] = "{\"prompt\":\"a <red> & \\\"blue\\\" boat\",\"seed\":7}";

static GBytes *
make_file (GessoFormat format)
{
  g_autoptr (GessoImage) image = make_ramp (24, 16, format == GESSO_FORMAT_JPEG ? 3 : 4);

  return encode (image, format, 90);
}

static GBytes *
write_recipe (GBytes     *file,
              const char *recipe)
{
  g_autoptr (GError) error = NULL;
  GBytes *out = gesso_recipe_write (file, recipe, &error);

  g_assert_no_error (error);
  return out;
}

static void
assert_recipe (GBytes     *file,
               const char *expected)
{
  g_autofree char *recipe = gesso_recipe_read (file);

  g_assert_cmpstr (recipe, ==, expected);
}

static void
assert_same_pixels (GBytes *a,
                    GBytes *b)
{
  g_autoptr (GessoImage) x = decode (a);
  g_autoptr (GessoImage) y = decode (b);

  g_assert_true (gesso_image_equal (x, y));
}

/* How often @text stands in @file. */
static guint
count_text (GBytes     *file,
            const char *text)
{
  gsize size, n = strlen (text);
  const guint8 *data = g_bytes_get_data (file, &size);
  guint count = 0;

  for (gsize i = 0; i + n <= size; i++)
    count += memcmp (data + i, text, n) == 0;
  return count;
}

/* A JSON object of about @length bytes, here and there with what XML would trip over. */
static char *
make_long (gsize length)
{
  GString *text = g_string_new ("{\"prompt\":\"");

  while (text->len < length - 12)
    g_string_append (text, text->len % 101 == 0 ? "<丘> & \\n" : "丘 sea ");
  g_string_append (text, "\"}");
  return g_string_free (text, FALSE);
}

static void
test_round_trip (void)
{
  static const char *const recipes[] = {
    plain, "{}", "{\"prompt\":\"灯光下的港口 — “ünïcödé” 🎨\"}", "{\"a\":\"]]> <!-- <?xml ?> </gesso:recipe>\"}",
    "{\n  \"spaced\": [1, 2.5, null, true]\n}", "{\"control\":\"\\u0001\\t\\n\"}",
  };

  for (gsize f = 0; f < G_N_ELEMENTS (formats); f++)
    for (gsize i = 0; i < G_N_ELEMENTS (recipes); i++)
      {
        g_autoptr (GBytes) file = make_file (formats[f]);
        g_autoptr (GBytes) marked = write_recipe (file, recipes[i]);

        assert_recipe (file, NULL);
        assert_recipe (marked, recipes[i]);
        assert_same_pixels (file, marked);
      }
}

static void
test_encode_embeds (void)
{
  g_autoptr (GessoImage) image = make_ramp (10, 10, 3);

  for (gsize f = 0; f < G_N_ELEMENTS (formats); f++)
    {
      g_autoptr (GBytes) file = gesso_codec_encode (image, formats[f], 80, plain, NULL);

      assert_recipe (file, plain);
    }
}

static void
test_replaced (void)
{
  for (gsize f = 0; f < G_N_ELEMENTS (formats); f++)
    {
      g_autoptr (GBytes) file = make_file (formats[f]);
      g_autoptr (GBytes) first = write_recipe (file, "{\"turn\":\"first\"}");
      g_autoptr (GBytes) second = write_recipe (first, plain);

      assert_recipe (second, plain);
      g_assert_cmpuint (count_text (second, "first"), ==, 0);
      assert_same_pixels (file, second);
    }
}

static void
test_taken_out (void)
{
  for (gsize f = 0; f < G_N_ELEMENTS (formats); f++)
    {
      g_autoptr (GBytes) file = make_file (formats[f]);
      g_autoptr (GBytes) marked = write_recipe (file, plain);
      g_autoptr (GBytes) bare = write_recipe (marked, NULL);
      g_autoptr (GBytes) untouched = write_recipe (file, NULL);

      assert_recipe (bare, NULL);
      g_assert_cmpuint (count_text (bare, "gesso"), ==, 0);
      assert_same_pixels (file, bare);
      assert_same_pixels (file, untouched);
      if (formats[f] != GESSO_FORMAT_WEBP)
        {
          g_assert_true (g_bytes_equal (bare, file));
          g_assert_true (g_bytes_equal (untouched, file));
        }
    }
}

static void
test_long (void)
{
  static const gsize lengths[] = { 60000, 65400, 65600, 200000, 1000000 };

  for (gsize f = 0; f < G_N_ELEMENTS (formats); f++)
    for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
      {
        g_autofree char *recipe = make_long (lengths[i]);
        g_autoptr (GBytes) file = make_file (formats[f]);
        g_autoptr (GBytes) marked = write_recipe (file, recipe);
        g_autoptr (GBytes) short_again = write_recipe (marked, plain);
        g_autoptr (GBytes) bare = write_recipe (marked, NULL);

        assert_recipe (marked, recipe);
        assert_same_pixels (file, marked);
        assert_recipe (short_again, plain);
        assert_recipe (bare, NULL);
        g_assert_cmpuint (g_bytes_get_size (short_again), <, g_bytes_get_size (file) + 1000);
        g_assert_cmpuint (g_bytes_get_size (bare), <, g_bytes_get_size (file) + 100);
      }
}

static void
test_refused (void)
{
  g_autofree char *endless = make_long (1024 * 1024 + 100);
  const char *const recipes[] = { "", "no JSON", "[1]", "{\"a\":", "{\"a\":\"\xff\"}", endless };

  for (gsize f = 0; f < G_N_ELEMENTS (formats); f++)
    for (gsize i = 0; i < G_N_ELEMENTS (recipes); i++)
      {
        g_autoptr (GBytes) file = make_file (formats[f]);
        GError *error = NULL;

        g_assert_null (gesso_recipe_write (file, recipes[i], &error));
        assert_refused (error, GESSO_ERROR_BAD_INPUT, "damaged or too long");
      }
}

static void
test_not_a_picture (void)
{
  static const char *const files[] = { "", "x", "GIF89a........", "<html>" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) file = g_bytes_new_static (files[i], strlen (files[i]));
      GError *error = NULL;

      assert_recipe (file, NULL);
      g_assert_null (gesso_recipe_write (file, plain, &error));
      assert_refused (error, GESSO_ERROR_BAD_INPUT, "PNG, JPEG and WebP");
    }
}

/* Nothing is read beyond the end, and nothing is written after it. */
static void
test_every_prefix (void)
{
  for (gsize f = 0; f < G_N_ELEMENTS (formats); f++)
    {
      g_autoptr (GBytes) file = make_file (formats[f]);
      g_autoptr (GBytes) marked = write_recipe (file, plain);

      for (gsize n = 0; n < g_bytes_get_size (marked); n++)
        {
          g_autoptr (GBytes) part = cut_to (marked, n);
          g_autofree char *recipe = gesso_recipe_read (part);
          g_autoptr (GBytes) written = gesso_recipe_write (part, "{\"other\":1}", NULL);

          g_assert_true (recipe == NULL || g_str_equal (recipe, plain));
        }
    }
}

/* Every byte changed in turn: the recipe is whole, another's, or none. */
static void
test_every_byte_damaged (void)
{
  for (gsize f = 0; f < G_N_ELEMENTS (formats); f++)
    {
      g_autoptr (GBytes) file = make_file (formats[f]);
      g_autoptr (GBytes) marked = write_recipe (file, plain);
      gsize size = g_bytes_get_size (marked);

      for (gsize i = 0; i < size; i++)
        for (guint value = 0; value < 256; value += 85)
          {
            g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (marked, NULL), size);
            g_autoptr (GBytes) damaged = NULL;
            g_autofree char *recipe = NULL;
            g_autoptr (GBytes) written = NULL;

            data[i] = (guint8) value;
            damaged = g_bytes_new (data, size);
            recipe = gesso_recipe_read (damaged);
            written = gesso_recipe_write (damaged, plain, NULL);
            g_assert_true (recipe == NULL || g_utf8_validate (recipe, -1, NULL));
          }
    }
}

static void
append_chunk (GByteArray   *out,
              const char   *type,
              gconstpointer data,
              gsize         size,
              guint32       checksum_flip)
{
  guint32 number = GUINT32_TO_BE ((guint32) size);
  guint start = out->len;

  g_byte_array_append (out, (const guint8 *) &number, 4);
  g_byte_array_append (out, (const guint8 *) type, 4);
  g_byte_array_append (out, data, (guint) size);
  number = GUINT32_TO_BE (libdeflate_crc32 (0, out->data + start + 4, size + 4) ^ checksum_flip);
  g_byte_array_append (out, (const guint8 *) &number, 4);
}

static GBytes *
add_png_chunk (gconstpointer data,
               gsize         size,
               guint32       checksum_flip)
{
  g_autoptr (GBytes) file = make_file (GESSO_FORMAT_PNG);
  g_autoptr (GByteArray) chunk = g_byte_array_new ();

  append_chunk (chunk, "iTXt", data, size, checksum_flip);
  return splice (file, 33, chunk->data, chunk->len);
}

static void
test_png_kinds (void)
{
  static const struct
  {
    const char *data;
    gsize size;
    const char *recipe;
  } cases[] = {
#define CASE(text, recipe) { text, sizeof (text) - 1, recipe }
    CASE ("gesso\0\0\0\0\0{}", "{}"),
    CASE ("gesso\0\0\0en\0recipe\0{}", "{}"),
    CASE ("gesso\0\0\0\0\0", NULL),
    CASE ("gesso\0\0\0en", NULL),
    CASE ("gesso\0\0\0\0", NULL),
    CASE ("gesso\0", NULL),
    CASE ("gesso", NULL),
    CASE ("gesso\0\2\0\0\0{}", NULL),
    CASE ("gesso\0\1\0\0\0{}", NULL),
    CASE ("gesso\0\0\0\0\0{\"a\":\"\xff\"}", NULL),
    CASE ("gessoes\0\0\0\0\0{}", NULL),
    CASE ("Gesso\0\0\0\0\0{}", NULL),
#undef CASE
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) file = add_png_chunk (cases[i].data, cases[i].size, 0);
      g_autoptr (GBytes) damaged = add_png_chunk (cases[i].data, cases[i].size, 1);

      assert_recipe (file, cases[i].recipe);
      assert_recipe (damaged, NULL);
    }
}

static GBytes *
add_packed (const char *text,
            gsize       size)
{
  struct libdeflate_compressor *compressor = libdeflate_alloc_compressor (9);
  gsize bound = libdeflate_zlib_compress_bound (compressor, size);
  g_autofree guint8 *data = g_malloc (10 + bound);

  memcpy (data, "gesso\0\1\0\0\0", 10);
  bound = libdeflate_zlib_compress (compressor, text, size, data + 10, bound);
  libdeflate_free_compressor (compressor);
  return add_png_chunk (data, 10 + bound, 0);
}

static void
test_png_packed (void)
{
  g_autofree char *long_text = make_long (300000);
  g_autofree char *bomb = g_malloc0 (200 * 1024 * 1024);
  g_autoptr (GBytes) file = add_packed (long_text, strlen (long_text));
  g_autoptr (GBytes) huge = add_packed (bomb, 200 * 1024 * 1024);

  assert_recipe (file, long_text);
  assert_recipe (huge, NULL);
}

static void
test_png_chunk_sizes (void)
{
  static const guint32 sizes[] = { G_MAXUINT32, 0x7fffffff, 0x80000000, 0xfffffff4, 1, 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) file = add_png_chunk ("gesso\0\0\0\0\0{}", 12, 0);
      gsize length;
      g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
      guint32 size = GUINT32_TO_BE (sizes[i]);
      g_autoptr (GBytes) hostile = NULL;

      length = g_bytes_get_size (file);
      memcpy (data + 33, &size, 4);
      hostile = g_bytes_new (data, length);
      assert_recipe (hostile, NULL);
      g_assert_null (gesso_recipe_write (hostile, plain, NULL));
    }
}

static GBytes *
add_jpeg_segment (GBytes       *file,
                  const char   *id,
                  gsize         id_size,
                  gconstpointer data,
                  gsize         size)
{
  g_autoptr (GByteArray) segment = g_byte_array_new ();
  gsize length = 2 + id_size + size;
  const guint8 head[] = { 0xff, 0xe1, (guint8) (length >> 8), (guint8) length };

  g_byte_array_append (segment, head, 4);
  g_byte_array_append (segment, (const guint8 *) id, (guint) id_size);
  g_byte_array_append (segment, data, (guint) size);
  return splice (file, 2, segment->data, segment->len);
}

static const char xmp_id[] = "http://ns.adobe.com/xap/1.0/";
static const char camera_xmp[] =
  "<?xpacket begin=\"\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
  "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
  "<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmp:CreatorTool=\"Camera\"/>"
  "</rdf:RDF></x:xmpmeta>    <?xpacket end=\"w\"?>";

static void
test_foreign_xmp_kept (void)
{
  g_autoptr (GBytes) jpeg = make_file (GESSO_FORMAT_JPEG);
  g_autoptr (GBytes) file = add_jpeg_segment (jpeg, xmp_id, sizeof (xmp_id), camera_xmp, strlen (camera_xmp));
  g_autoptr (GBytes) marked = write_recipe (file, plain);
  g_autoptr (GBytes) bare = write_recipe (marked, NULL);

  assert_recipe (file, NULL);
  assert_recipe (marked, plain);
  g_assert_cmpuint (count_text (marked, "CreatorTool=\"Camera\""), ==, 1);
  g_assert_cmpuint (count_text (marked, xmp_id), ==, 2); /* the segment's and the namespace's */
  g_assert_cmpuint (count_text (bare, camera_xmp), ==, 1);
  g_assert_cmpuint (g_bytes_get_size (bare), ==, g_bytes_get_size (file));
}

static void
test_foreign_xmp_kept_webp (void)
{
  g_autoptr (GBytes) webp = make_file (GESSO_FORMAT_WEBP);
  g_autoptr (GBytes) marked = write_recipe (webp, plain);
  GByteArray *out = gesso_riff_begin ();
  GessoRiffChunk chunk;
  GessoRiff riff;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) again = NULL;

  g_assert_true (gesso_riff_open (&riff, g_bytes_get_data (marked, NULL), g_bytes_get_size (marked)));
  while (gesso_riff_next (&riff, &chunk))
    if (g_str_equal (chunk.type, "XMP "))
      gesso_riff_append (out, "XMP ", camera_xmp, strlen (camera_xmp));
    else
      gesso_riff_append (out, chunk.type, chunk.data, chunk.size);
  file = gesso_riff_finish (out);
  again = write_recipe (file, plain);
  assert_recipe (file, NULL);
  assert_recipe (again, plain);
  g_assert_cmpuint (count_text (again, "CreatorTool=\"Camera\""), ==, 1);
}

/* As Adobe's and other libraries rewrite a simple property. */
static void
test_xmp_attribute (void)
{
  static const char packet[] =
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
    "<rdf:Description rdf:about=\"\" xmlns:gesso=\"http://gesso.art/ns/xmp/1.0/\""
    " gesso:recipe=\"{&quot;seed&quot;:7}\"/></rdf:RDF></x:xmpmeta>";
  g_autoptr (GBytes) jpeg = make_file (GESSO_FORMAT_JPEG);
  g_autoptr (GBytes) file = add_jpeg_segment (jpeg, xmp_id, sizeof (xmp_id), packet, strlen (packet));
  g_autoptr (GBytes) marked = write_recipe (file, plain);
  g_autoptr (GBytes) bare = write_recipe (marked, NULL);

  assert_recipe (file, "{\"seed\":7}");
  assert_recipe (marked, plain);
  assert_recipe (bare, NULL);
}

static void
test_xmp_strange_attribute (void)
{
  static const char packet[] = "<rdf:RDF xmlns:gesso='x'\ngesso:recipe='{\"seed\":7}'></rdf:RDF>";
  g_autoptr (GBytes) jpeg = make_file (GESSO_FORMAT_JPEG);
  g_autoptr (GBytes) file = add_jpeg_segment (jpeg, xmp_id, sizeof (xmp_id), packet, strlen (packet));
  g_autoptr (GBytes) marked = write_recipe (file, plain);
  g_autoptr (GBytes) bare = write_recipe (file, NULL);

  assert_recipe (file, "{\"seed\":7}");
  assert_recipe (marked, plain);
  assert_recipe (bare, NULL);
}

static void
test_xmp_damaged (void)
{
  static const char *const packets[] = {
    "", "<", "<a>", "text", "<gesso:recipe>{}</gesso:recipe", "<gesso:recipe>{}", "<gesso:recipe/>",
    "<a gesso:recipe='{'/>", "<gesso:recipe>&bogus;{}</gesso:recipe>", "</gesso:recipe>",
    "<rdf:RDF><open></rdf:RDF>", "<!-- </rdf:RDF> -->", "<rdf:RDF a='</rdf:RDF>'/>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (packets); i++)
    {
      g_autoptr (GBytes) jpeg = make_file (GESSO_FORMAT_JPEG);
      g_autoptr (GBytes) file = add_jpeg_segment (jpeg, xmp_id, sizeof (xmp_id), packets[i], strlen (packets[i]));
      g_autoptr (GBytes) marked = write_recipe (file, plain);

      assert_recipe (file, NULL);
      assert_recipe (marked, plain);
    }
}

static void
test_foreign_extension (void)
{
  static const char extension_id[] = "http://ns.adobe.com/xmp/extension/";
  static const char part[] = "0123456789ABCDEF0123456789ABCDEF\0\0\0\24\0\0\0\0<depth map of them/>";
  g_autofree char *long_recipe = make_long (100000);
  g_autoptr (GBytes) jpeg = make_file (GESSO_FORMAT_JPEG);
  g_autoptr (GBytes) file = add_jpeg_segment (jpeg, extension_id, sizeof (extension_id), part, sizeof (part) - 1);
  g_autoptr (GBytes) marked = write_recipe (file, plain);
  GError *error = NULL;

  assert_recipe (marked, plain);
  g_assert_cmpuint (count_text (marked, "<depth map of them/>"), ==, 1);
  g_assert_null (gesso_recipe_write (file, long_recipe, &error));
  assert_refused (error, GESSO_ERROR_BAD_INPUT, "no room left");
}

static void
test_webp_flags (void)
{
  g_autoptr (GBytes) webp = make_file (GESSO_FORMAT_WEBP);
  g_autoptr (GBytes) marked = write_recipe (webp, plain);
  g_autoptr (GBytes) bare = write_recipe (marked, NULL);
  const guint8 *data = g_bytes_get_data (marked, NULL);

  g_assert_cmpmem (data + 12, 4, "VP8X", 4);
  g_assert_cmphex (data[20], ==, GESSO_WEBP_XMP | GESSO_WEBP_ALPHA);
  data = g_bytes_get_data (bare, NULL);
  g_assert_cmphex (data[20], ==, GESSO_WEBP_ALPHA);
  g_assert_cmpuint (g_bytes_get_size (marked) % 2, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/imaging/recipe/round-trip", test_round_trip);
  g_test_add_func ("/imaging/recipe/encode-embeds", test_encode_embeds);
  g_test_add_func ("/imaging/recipe/replaced", test_replaced);
  g_test_add_func ("/imaging/recipe/taken-out", test_taken_out);
  g_test_add_func ("/imaging/recipe/long", test_long);
  g_test_add_func ("/imaging/recipe/refused", test_refused);
  g_test_add_func ("/imaging/recipe/not-a-picture", test_not_a_picture);
  g_test_add_func ("/imaging/recipe/every-prefix", test_every_prefix);
  g_test_add_func ("/imaging/recipe/every-byte-damaged", test_every_byte_damaged);
  g_test_add_func ("/imaging/recipe/png/kinds", test_png_kinds);
  g_test_add_func ("/imaging/recipe/png/packed", test_png_packed);
  g_test_add_func ("/imaging/recipe/png/chunk-sizes", test_png_chunk_sizes);
  g_test_add_func ("/imaging/recipe/xmp/foreign-kept", test_foreign_xmp_kept);
  g_test_add_func ("/imaging/recipe/xmp/foreign-kept-webp", test_foreign_xmp_kept_webp);
  g_test_add_func ("/imaging/recipe/xmp/attribute", test_xmp_attribute);
  g_test_add_func ("/imaging/recipe/xmp/strange-attribute", test_xmp_strange_attribute);
  g_test_add_func ("/imaging/recipe/xmp/damaged", test_xmp_damaged);
  g_test_add_func ("/imaging/recipe/xmp/foreign-extension", test_foreign_extension);
  g_test_add_func ("/imaging/recipe/webp-flags", test_webp_flags);
  return g_test_run ();
}
