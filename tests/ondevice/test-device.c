/* test-device.c - the runs of the on-device models
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-codec.h"
#include "gesso-device-compute.h"
#include "gesso-sketch.h"
#include "pattern.h"

static GBytes *
encode (const GessoImage *image)
{
  GBytes *bytes = gesso_codec_encode (image, GESSO_FORMAT_PNG, 100, NULL, NULL);

  g_assert_nonnull (bytes);
  return bytes;
}

static GessoRequest *
make_request (GessoTool   tool,
              const char *prompt)
{
  GessoRequest *request = gesso_request_new (tool, "device/any");

  gesso_request_set_prompt (request, prompt);
  gesso_parameters_set (gesso_request_get_parameters (request), "size", g_variant_new_string ("64x64"));
  gesso_parameters_set (gesso_request_get_parameters (request), "seed", g_variant_new_int64 (7));
  return request;
}

/* What was understood, then what a sketch is: two lines of whole sentences. */
static void
assert_sketch_note (GessoResult *result,
                    const char  *first)
{
  g_auto (GStrv) lines = g_strsplit (gesso_result_get_note (result), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  g_assert_cmpstr (lines[0], ==, first);
  g_assert_true (g_str_has_prefix (lines[1], "A sketch, drawn by rule"));
  for (guint i = 0; i < 2; i++)
    g_assert_true (g_str_has_suffix (lines[i], "."));
}

static void
test_sketch_note (void)
{
  g_autoptr (GessoRequest) request = make_request (GESSO_TOOL_GENERATE, "sea at dusk, watercolour");
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoResult) result = gesso_device_compute_sketch (request, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  assert_sketch_note (result, "Scene: sea, time: dusk, style: watercolour.");
}

static void
test_sketch_note_unknown (void)
{
  g_autoptr (GessoRequest) request = make_request (GESSO_TOOL_GENERATE, "zzz");
  g_autoptr (GessoResult) result = gesso_device_compute_sketch (request, NULL, NULL, NULL, NULL);
  g_autofree char *first = gesso_sketch_describe ("zzz");

  g_assert_nonnull (result);
  assert_sketch_note (result, first);
}

/* A subject on plain ground, its hint, and the backdrop that the words give. */
static void
test_backdrop (void)
{
  g_autoptr (GessoRequest) request = make_request (GESSO_TOOL_REPLACE_BACKGROUND_PROMPT, "forest by day");
  g_autoptr (GessoImage) source = pattern_new (120, 90, 3);
  g_autoptr (GessoImage) hint = pattern_new (120, 90, 4);
  g_autoptr (GessoImage) soft = gesso_sketch_backdrop ("forest by day", 120, 90, 7, NULL, NULL, NULL, NULL);
  g_autoptr (GBytes) source_bytes = NULL;
  g_autoptr (GBytes) hint_bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoResult) result = NULL;

  pattern_fill (source, 0, 0, 120, 90, 0x20802000);
  pattern_fill (source, 40, 30, 40, 30, 0xe0203000);
  pattern_fill (hint, 45, 35, 30, 20, 0xffffffff);
  pattern_fill (hint, 0, 0, 120, 12, 0x000000ff);
  source_bytes = encode (source);
  hint_bytes = encode (hint);
  gesso_request_add_input (request, GESSO_ROLE_SOURCE, source_bytes, NULL, 0, 0);
  gesso_request_add_input (request, GESSO_ROLE_MASK, hint_bytes, NULL, 0, 0);
  result = gesso_device_compute_cutout (request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_sketch_note (result, "Scene: forest, time: day.");
  /* A corner, far from the subject, shows the backdrop as it is, with nothing blended in. */
  for (int x = 0; x < 8; x++)
    g_assert_cmpmem (pattern_pixel (gesso_result_get_image (result, 0)->pixels, x, 3), 3, pattern_pixel (soft, x, 3), 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/device/sketch/note", test_sketch_note);
  g_test_add_func ("/device/sketch/note-unknown", test_sketch_note_unknown);
  g_test_add_func ("/device/cutout/backdrop", test_backdrop);
  return g_test_run ();
}
