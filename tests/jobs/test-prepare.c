/* test-prepare.c - what a model is given, and its replies put back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gesso-job-prepare.h"
#include "gesso-test.h"
#include "pictures.h"
#include "replies.h"

#define WIDTH  900
#define HEIGHT 700

#define BIT(tool) (1u << GESSO_TOOL_##tool)

static const char *const few_sizes[] = { "1024x1024", "1536x1024", "1024x1536", NULL };
static const char *const small_sizes[] = { "256x256", "384x256", "256x384", NULL };
static const char *const ratios[] = { "1:1", "4:3", "3:4", "16:9", "9:16", NULL };

#define FILL_TOOLS (BIT (INPAINT) | BIT (EXPAND))

static const GessoModelSpec white = { .id = "white", .title = "White", .tools = FILL_TOOLS, .mask = GESSO_MASK_FORM_WHITE,
                                      .size = { .multiple = 16, .min_side = 256, .max_side = 2048 }, .max_sources = 1 };
static const GessoModelSpec black = { .id = "black", .title = "Black", .tools = FILL_TOOLS, .mask = GESSO_MASK_FORM_BLACK,
                                      .size = { .ratios = ratios, .max_side = 1024 }, .max_sources = 1 };
static const GessoModelSpec hole = { .id = "hole", .title = "Hole", .tools = FILL_TOOLS | BIT (EDIT), .mask = GESSO_MASK_FORM_HOLE,
                                     .size = { .sizes = few_sizes }, .max_sources = 16 };
static const GessoModelSpec words = { .id = "words", .title = "Words", .tools = FILL_TOOLS | BIT (EDIT) | BIT (UPSCALE),
                                      .size = { .sizes = few_sizes, .max_side = 2000 }, .max_sources = 4 };
static const GessoModelSpec small = { .id = "small", .title = "Small", .tools = FILL_TOOLS, .mask = GESSO_MASK_FORM_WHITE,
                                      .size = { .sizes = small_sizes }, .max_sources = 1 };
static const GessoModelSpec outpaint = { .id = "outpaint", .title = "Outpaint", .tools = BIT (EXPAND),
                                         .size = { .max_side = 1200 }, .max_sources = 1 };

static GBytes *
encode_png (const GessoImage *image)
{
  return encode (image, GESSO_FORMAT_PNG, 100);
}

static void
add_image (GessoRequest     *request,
           GessoInputRole    role,
           const GessoImage *image)
{
  g_autoptr (GBytes) bytes = encode_png (image);

  gesso_request_add_input (request, role, bytes, "0123", 7, 0);
}

/* A plain mask: white where @coverage is above 0. */
static GessoRequest *
make_inpaint (const GessoImage *source,
              const GessoImage *mask,
              const char       *prompt)
{
  GessoRequest *request = gesso_request_new (GESSO_TOOL_INPAINT, "test/model");

  gesso_request_set_prompt (request, prompt);
  add_image (request, GESSO_ROLE_SOURCE, source);
  add_image (request, GESSO_ROLE_MASK, mask);
  return request;
}

static GessoRequest *
make_expand (const GessoImage *source,
             GessoFrame        frame,
             const char       *prompt)
{
  GessoRequest *request = gesso_request_new (GESSO_TOOL_EXPAND, "test/model");

  gesso_request_set_prompt (request, prompt);
  gesso_request_set_frame (request, &frame);
  add_image (request, GESSO_ROLE_SOURCE, source);
  return request;
}

static GessoPrepared *
prepare (GessoRequest         *request,
         const GessoModelSpec *model)
{
  g_autoptr (GError) error = NULL;
  GessoPrepared *prepared = gesso_job_prepare (request, model, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (prepared);
  return prepared;
}

static GessoImage *
decode_role (GessoPrepared *prepared,
             GessoInputRole role)
{
  GessoInput *input = gesso_request_find_input (gesso_prepared_get_request (prepared), role);

  g_assert_nonnull (input);
  return decode (input->bytes);
}

static const guint8 *
get_pixel (const GessoImage *image,
           guint             x,
           guint             y)
{
  return gesso_image_get_row (image, y) + x * gesso_image_get_channels (image);
}

static GessoImage *
finish (GessoPrepared    *prepared,
        const GessoImage *reply,
        char            **note)
{
  g_autoptr (GBytes) bytes = encode_png (reply);
  g_autoptr (GError) error = NULL;
  GessoImage *image = gesso_prepared_finish (prepared, bytes, note, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (image);
  return image;
}

/* Not one protected pixel differs in the file as written. */
static void
assert_exact (GessoPrepared    *prepared,
              const GessoImage *kept,
              int               left,
              int               top)
{
  GessoExact *exact = gesso_prepared_get_exact (prepared);
  g_autoptr (GBytes) file = encode_png (kept);
  g_autoptr (GError) error = NULL;
  GessoVerdict verdict;

  g_assert_true (gesso_verify (file, exact->parent, exact->coverage, left, top, &verdict, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (verdict.protected_pixels, >, 0);
  g_assert_cmpint (verdict.changed_pixels, ==, 0);
}

/* --- What is sent --- */

static void
test_sent_size (void)
{
  g_autoptr (GessoImage) source = reply_make_scene (WIDTH, HEIGHT, 1);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.2, 1);
  g_autoptr (GessoRequest) request = make_inpaint (source, coverage, "a bird");
  static const GessoModelSpec *const models[] = { &white, &black, &hole, &small };

  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autoptr (GessoPrepared) prepared = prepare (request, models[i]);
      const GessoFit *fit = gesso_prepared_get_fit (prepared);
      g_autoptr (GessoImage) picture = decode_role (prepared, GESSO_ROLE_SOURCE);
      g_autoptr (GessoImage) mask = decode_role (prepared, GESSO_ROLE_MASK);

      g_assert_true (gesso_prepared_is_edit (prepared));
      g_assert_cmpuint (gesso_image_get_width (picture), ==, fit->width);
      g_assert_cmpuint (gesso_image_get_height (picture), ==, fit->height);
      g_assert_cmpuint (gesso_image_get_width (mask), ==, fit->width);
      g_assert_cmpuint (gesso_image_get_height (mask), ==, fit->height);
      g_assert_cmpuint (gesso_request_get_n_inputs (gesso_prepared_get_request (prepared)), ==, 2);
      g_assert_cmpint (gesso_request_get_tool (gesso_prepared_get_request (prepared)), ==, GESSO_TOOL_INPAINT);
      g_assert_cmpstr (gesso_request_get_prompt (gesso_prepared_get_request (prepared)), ==, "a bird");
      g_assert_cmpint (fit->softer, ==, models[i] == &small);
      g_assert_cmpint (gesso_prepared_get_note (prepared) != NULL, ==, models[i] == &small);
    }
}

/* At the picture's own scale what is sent is its pixels. */
static void
test_sent_pixels (void)
{
  g_autoptr (GessoImage) source = reply_make_scene (WIDTH, HEIGHT, 1);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.2, 1);
  g_autoptr (GessoRequest) request = make_inpaint (source, coverage, "");
  g_autoptr (GessoPrepared) prepared = prepare (request, &white);
  const GessoFit *fit = gesso_prepared_get_fit (prepared);
  g_autoptr (GessoImage) picture = decode_role (prepared, GESSO_ROLE_SOURCE);
  g_autoptr (GessoImage) part = gesso_image_crop (source, &fit->cut, NULL);

  g_assert_cmpfloat (fit->scale, ==, 1);
  g_assert_true (gesso_image_equal (picture, part));
}

static void
test_mask_forms (void)
{
  static const struct
  {
    const GessoModelSpec *model;
    guint8 inside, outside;
  } cases[] = { { &white, 255, 0 }, { &black, 0, 255 }, { &hole, 0, 255 } };
  g_autoptr (GessoImage) source = reply_make_scene (WIDTH, HEIGHT, 1);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.2, 1);
  g_autoptr (GessoRequest) request = make_inpaint (source, coverage, "");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GessoPrepared) prepared = prepare (request, cases[i].model);
      const GessoFit *fit = gesso_prepared_get_fit (prepared);
      g_autoptr (GessoImage) mask = decode_role (prepared, GESSO_ROLE_MASK);
      g_autoptr (GessoImage) picture = decode_role (prepared, GESSO_ROLE_SOURCE);
      guint channels = gesso_image_get_channels (mask);

      g_assert_cmpuint (channels == 4, ==, cases[i].model == &hole);
      for (int y = 0; y < HEIGHT; y += 3)
        for (int x = 0; x < WIDTH; x += 3)
          {
            double u = (x + 0.5 - fit->cut.x) * fit->width / fit->cut.width, v = (y + 0.5 - fit->cut.y) * fit->height / fit->cut.height;
            const guint8 *p;
            guint8 value;

            if (u < 0 || v < 0 || u >= fit->width || v >= fit->height)
              continue;
            p = get_pixel (mask, (guint) u, (guint) v);
            value = channels == 4 ? p[3] : p[0];
            g_assert_true (value == 0 || value == 255);
            /* All that will be pasted may change, and nothing far from it. */
            if (get_pixel (coverage, (guint) x, (guint) y)[0] > 0)
              g_assert_cmpuint (value, ==, cases[i].inside);
            if (hypot ((x - WIDTH / 2) / (WIDTH * 0.1 + 30), (y - HEIGHT / 2) / (HEIGHT * 0.1 + 30)) > 1)
              g_assert_cmpuint (value, ==, cases[i].outside);
            if (channels == 4)
              g_assert_cmpmem (p, 3, get_pixel (picture, (guint) u, (guint) v), 3);
          }
    }
}

static void
test_by_words (void)
{
  g_autoptr (GessoImage) source = reply_make_scene (WIDTH, HEIGHT, 1);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.2, 1);
  g_autoptr (GessoRequest) request = make_inpaint (source, coverage, "a bird");
  g_autoptr (GessoPrepared) prepared = prepare (request, &words);
  GessoRequest *sent = gesso_prepared_get_request (prepared);

  g_assert_cmpint (gesso_request_get_tool (sent), ==, GESSO_TOOL_EDIT);
  g_assert_null (gesso_request_find_input (sent, GESSO_ROLE_MASK));
  g_assert_true (g_str_has_prefix (gesso_request_get_prompt (sent), "a bird\n\nChange only what lies between "));
  g_assert_nonnull (strstr (gesso_prepared_get_note (prepared), "takes no mask"));
  /* The artist's own request is as it was. */
  g_assert_cmpstr (gesso_request_get_prompt (request), ==, "a bird");
  g_assert_cmpuint (gesso_request_get_n_inputs (request), ==, 2);
}

static void
test_by_words_empty (void)
{
  g_autoptr (GessoImage) source = reply_make_scene (WIDTH, HEIGHT, 1);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.2, 1);
  g_autoptr (GessoRequest) request = make_inpaint (source, coverage, "  ");
  g_autoptr (GessoPrepared) prepared = prepare (request, &words);

  g_assert_true (g_str_has_prefix (gesso_request_get_prompt (gesso_prepared_get_request (prepared)), "Remove what lies between "));
}

static void
test_parameters (void)
{
  g_autoptr (GessoImage) source = reply_make_scene (WIDTH, HEIGHT, 1);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.2, 1);
  g_autoptr (GessoRequest) request = make_inpaint (source, coverage, "");
  GessoParameters *parameters = gesso_request_get_parameters (request);
  g_autoptr (GessoPrepared) prepared = NULL;

  gesso_parameters_set (parameters, "size", g_variant_new_string ("512x512"));
  gesso_parameters_set (parameters, "aspect_ratio", g_variant_new_string ("9:16"));
  gesso_parameters_set (parameters, "seed", g_variant_new_int64 (5));
  gesso_request_set_parent_id (request, 12);
  prepared = prepare (request, &white);
  parameters = gesso_request_get_parameters (gesso_prepared_get_request (prepared));
  g_assert_null (gesso_parameters_get (parameters, "size"));
  g_assert_null (gesso_parameters_get (parameters, "aspect_ratio"));
  g_assert_cmpint (gesso_parameters_get_int (parameters, "seed", 0), ==, 5);
  g_assert_cmpint (gesso_request_get_parent_id (gesso_prepared_get_request (prepared)), ==, 12);
}

static void
test_references (void)
{
  g_autoptr (GessoImage) source = reply_make_scene (WIDTH, HEIGHT, 1);
  g_autoptr (GessoImage) other = reply_make_scene (120, 80, 2);
  g_autoptr (GessoImage) huge = reply_make_scene (2400, 600, 3);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.2, 1);
  g_autoptr (GessoRequest) request = make_inpaint (source, coverage, "");
  g_autoptr (GessoPrepared) prepared = NULL;
  g_autoptr (GessoImage) sent = NULL;
  GessoRequest *prepared_request;

  add_image (request, GESSO_ROLE_REFERENCE, other);
  add_image (request, GESSO_ROLE_REFERENCE, huge);
  prepared = prepare (request, &words);
  prepared_request = gesso_prepared_get_request (prepared);
  g_assert_cmpuint (gesso_request_get_n_inputs (prepared_request), ==, 3);
  g_assert_true (gesso_request_get_input (prepared_request, 1)->bytes == gesso_request_get_input (request, 2)->bytes);
  sent = decode (gesso_request_get_input (prepared_request, 2)->bytes);
  g_assert_cmpuint (gesso_image_get_width (sent), ==, 2000);
  g_assert_cmpuint (gesso_image_get_height (sent), ==, 500);
}

static void
test_same_again (void)
{
  g_autoptr (GessoImage) source = reply_make_scene (WIDTH, HEIGHT, 1);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.2, 1);
  g_autoptr (GessoRequest) request = make_inpaint (source, coverage, "a bird");
  g_autoptr (GessoPrepared) a = prepare (request, &hole);
  g_autoptr (GessoPrepared) b = prepare (request, &hole);

  for (guint i = 0; i < 2; i++)
    g_assert_true (g_bytes_equal (gesso_request_get_input (gesso_prepared_get_request (a), i)->bytes,
                                  gesso_request_get_input (gesso_prepared_get_request (b), i)->bytes));
}

static void
test_translucent_source (void)
{
  g_autoptr (GessoImage) source = make_noise (WIDTH, HEIGHT, 4, 3);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.3, 1);
  g_autoptr (GessoRequest) request = make_inpaint (source, coverage, "");
  g_autoptr (GessoPrepared) prepared = prepare (request, &white);
  g_autoptr (GessoImage) picture = decode_role (prepared, GESSO_ROLE_SOURCE);
  g_autoptr (GessoImage) kept = finish (prepared, picture, NULL);

  g_assert_cmpuint (gesso_image_get_channels (picture), ==, 3);
  g_assert_cmpuint (gesso_image_get_channels (kept), ==, 4);
  assert_exact (prepared, kept, 0, 0);
}

static void
test_byte_limit (void)
{
  GessoModelSpec tight = white, tight_hole = hole, hopeless = white;
  g_autoptr (GessoImage) source = make_noise (WIDTH, HEIGHT, 3, 3);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.3, 1);
  g_autoptr (GessoRequest) request = make_inpaint (source, coverage, "");
  g_autoptr (GessoPrepared) prepared = NULL;
  g_autoptr (GessoPrepared) hollow = NULL;
  g_autoptr (GessoImage) mask = NULL;
  GError *error = NULL;

  tight.max_input_bytes = 700 * 1000;
  prepared = prepare (request, &tight);
  g_assert_cmpuint (g_bytes_get_size (gesso_request_get_input (gesso_prepared_get_request (prepared), 0)->bytes), <=, 700 * 1000);
  tight_hole.max_input_bytes = 1500 * 1000;
  hollow = prepare (request, &tight_hole);
  g_assert_cmpuint (g_bytes_get_size (gesso_request_get_input (gesso_prepared_get_request (hollow), 1)->bytes), <=, 1500 * 1000);
  mask = decode_role (hollow, GESSO_ROLE_MASK);
  g_assert_cmpuint (get_pixel (mask, 512, 512)[3], ==, 0);
  hopeless.max_input_bytes = 1000;
  g_assert_null (gesso_job_prepare (request, &hopeless, NULL, &error));
  assert_refused (error, GESSO_ERROR_BAD_INPUT, "White takes pictures of up to 1.0");
}

/* --- Other tools --- */

static void
test_untouched (void)
{
  static const GessoFormat formats[] = { GESSO_FORMAT_PNG, GESSO_FORMAT_JPEG, GESSO_FORMAT_WEBP };
  g_autoptr (GessoImage) source = reply_make_scene (400, 300, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_UPSCALE, "test/model");
      g_autoptr (GBytes) bytes = encode (source, formats[i], 90);
      g_autoptr (GessoPrepared) prepared = NULL;
      g_autoptr (GessoImage) result = NULL;

      gesso_request_add_input (request, GESSO_ROLE_SOURCE, bytes, "0123", 1, 0);
      prepared = prepare (request, &words);
      g_assert_true (gesso_request_get_input (gesso_prepared_get_request (prepared), 0)->bytes == bytes);
      g_assert_cmpstr (gesso_request_get_input (gesso_prepared_get_request (prepared), 0)->blob, ==, "0123");
      g_assert_false (gesso_prepared_is_edit (prepared));
      g_assert_null (gesso_prepared_get_fit (prepared));
      g_assert_null (gesso_prepared_get_exact (prepared)->parent);
      /* And the reply is the result. */
      result = gesso_prepared_finish (prepared, bytes, NULL, NULL, NULL);
      g_assert_cmpuint (gesso_image_get_width (result), ==, 400);
    }
}

static void
test_scaled_down (void)
{
  g_autoptr (GessoImage) source = reply_make_scene (3000, 1000, 1);
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_EDIT, "test/model");
  g_autoptr (GessoPrepared) prepared = NULL;
  g_autoptr (GessoImage) sent = NULL;

  add_image (request, GESSO_ROLE_SOURCE, source);
  prepared = prepare (request, &words);
  sent = decode_role (prepared, GESSO_ROLE_SOURCE);
  g_assert_cmpuint (gesso_image_get_width (sent), ==, 2000);
  g_assert_cmpuint (gesso_image_get_height (sent), ==, 666);
  /* These bytes are not those that are kept under the name. */
  g_assert_null (gesso_request_get_input (gesso_prepared_get_request (prepared), 0)->blob);
}

static void
test_written_anew (void)
{
  GessoModelSpec tight = words;
  g_autoptr (GessoImage) source = make_noise (600, 400, 3, 1);
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_EDIT, "test/model");
  g_autoptr (GessoPrepared) prepared = NULL;
  g_autoptr (GessoPrepared) smaller = NULL;
  g_autoptr (GessoImage) sent = NULL;
  GessoPictureInfo info;

  add_image (request, GESSO_ROLE_SOURCE, source);
  tight.max_input_bytes = 500 * 1000;
  prepared = prepare (request, &tight);
  g_assert_true (gesso_codec_probe (gesso_request_get_input (gesso_prepared_get_request (prepared), 0)->bytes, &info, NULL));
  g_assert_cmpint (info.format, ==, GESSO_FORMAT_JPEG);
  g_assert_cmpuint (info.width, ==, 600);
  tight.max_input_bytes = 50 * 1000;
  smaller = prepare (request, &tight);
  sent = decode_role (smaller, GESSO_ROLE_SOURCE);
  g_assert_cmpuint (gesso_image_get_width (sent), <, 600);
  g_assert_cmpfloat_with_epsilon (gesso_image_get_width (sent) / (double) gesso_image_get_height (sent), 1.5, 0.02);
}

static void
test_rare_format (void)
{
  static const guint8 gif[] = "GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02"
                              "D\x01\x00;";
  g_autoptr (GBytes) bytes = g_bytes_new_static (gif, sizeof gif - 1);
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_EDIT, "test/model");
  g_autoptr (GessoPrepared) prepared = NULL;
  GessoPictureInfo info;

  gesso_request_add_input (request, GESSO_ROLE_SOURCE, bytes, NULL, 0, 0);
  prepared = prepare (request, &words);
  g_assert_true (gesso_codec_probe (gesso_request_get_input (gesso_prepared_get_request (prepared), 0)->bytes, &info, NULL));
  g_assert_cmpint (info.format, ==, GESSO_FORMAT_PNG);
}

static void
test_hint_follows (void)
{
  g_autoptr (GessoImage) source = reply_make_scene (3000, 1500, 1);
  g_autoptr (GessoImage) hint = gesso_image_new (3000, 1500, 1, NULL);
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_REMOVE_BACKGROUND, "test/model");
  g_autoptr (GessoPrepared) prepared = NULL;
  g_autoptr (GessoImage) sent = NULL;

  add_image (request, GESSO_ROLE_SOURCE, source);
  add_image (request, GESSO_ROLE_MASK, hint);
  prepared = prepare (request, &words);
  sent = decode_role (prepared, GESSO_ROLE_MASK);
  g_assert_cmpuint (gesso_image_get_width (sent), ==, 2000);
  g_assert_cmpuint (gesso_image_get_height (sent), ==, 1000);
}

static void
test_no_pictures (void)
{
  GessoModelSpec device = { .id = "patch-fill", .title = "Patch fill", .tools = FILL_TOOLS };
  g_autoptr (GessoImage) source = reply_make_scene (200, 150, 1);
  g_autoptr (GessoImage) coverage = reply_make_coverage (200, 150, 0.5, 1);
  g_autoptr (GessoRequest) inpaint = make_inpaint (source, coverage, "");
  g_autoptr (GessoRequest) generate = gesso_request_new (GESSO_TOOL_GENERATE, "test/model");
  g_autoptr (GessoPrepared) a = prepare (inpaint, &device);
  g_autoptr (GessoPrepared) b = prepare (generate, &words);

  g_assert_true (gesso_prepared_get_request (a) == inpaint);
  g_assert_false (gesso_prepared_is_edit (a));
  g_assert_true (gesso_prepared_get_request (b) == generate);
}

/* --- Expand --- */

static void
test_expand_sent (void)
{
  g_autoptr (GessoImage) source = reply_make_scene (500, 400, 1);
  g_autoptr (GessoRequest) request = make_expand (source, (GessoFrame) { 100, 60, 40, 0 }, "more sea");
  g_autoptr (GessoPrepared) prepared = prepare (request, &white);
  const GessoFit *fit = gesso_prepared_get_fit (prepared);
  g_autoptr (GessoImage) picture = decode_role (prepared, GESSO_ROLE_SOURCE);
  g_autoptr (GessoImage) mask = decode_role (prepared, GESSO_ROLE_MASK);

  g_assert_cmpint (gesso_request_get_tool (gesso_prepared_get_request (prepared)), ==, GESSO_TOOL_EXPAND);
  g_assert_cmpfloat (fit->scale, ==, 1);
  for (int y = 0; y < 460; y++)
    for (int x = 0; x < 640; x++)
      {
        guint u = (guint) (x - fit->cut.x), v = (guint) (y - fit->cut.y);
        gboolean old = x >= 100 && x < 600 && y >= 60;
        gboolean deep = x >= 140 && x < 560 && y >= 100;

        if (old)
          g_assert_cmpmem (get_pixel (picture, u, v), 3, get_pixel (source, (guint) x - 100, (guint) y - 60), 3);
        if (!old)
          g_assert_cmpuint (get_pixel (mask, u, v)[0], ==, 255);
        else if (deep)
          g_assert_cmpuint (get_pixel (mask, u, v)[0], ==, 0);
      }
}

static void
test_expand_by_words (void)
{
  g_autoptr (GessoImage) source = reply_make_scene (500, 400, 1);
  g_autoptr (GessoRequest) request = make_expand (source, (GessoFrame) { 100, 0, 100, 0 }, "more sea");
  g_autoptr (GessoPrepared) prepared = prepare (request, &words);
  const char *prompt = gesso_request_get_prompt (gesso_prepared_get_request (prepared));

  g_assert_cmpint (gesso_request_get_tool (gesso_prepared_get_request (prepared)), ==, GESSO_TOOL_EDIT);
  g_assert_nonnull (strstr (prompt, "blurred margins"));
  g_assert_true (g_str_has_suffix (prompt, "more sea"));
}

static void
test_expand_by_model (void)
{
  g_autoptr (GessoImage) source = reply_make_scene (500, 400, 1);
  g_autoptr (GessoRequest) request = make_expand (source, (GessoFrame) { 100, 0, 200, 50 }, "");
  g_autoptr (GessoPrepared) prepared = prepare (request, &outpaint);
  GessoRequest *sent = gesso_prepared_get_request (prepared);

  g_assert_cmpint (gesso_request_get_tool (sent), ==, GESSO_TOOL_EXPAND);
  g_assert_true (gesso_request_get_input (sent, 0)->bytes == gesso_request_get_input (request, 0)->bytes);
  g_assert_cmpint (gesso_request_get_frame (sent)->right, ==, 200);
  g_assert_cmpuint (gesso_prepared_get_fit (prepared)->width, ==, 800);
}

static void
test_expand_by_model_scaled (void)
{
  g_autoptr (GessoImage) source = reply_make_scene (2000, 1000, 1);
  g_autoptr (GessoRequest) request = make_expand (source, (GessoFrame) { 200, 100, 200, 100 }, "");
  g_autoptr (GessoPrepared) prepared = prepare (request, &outpaint);
  GessoRequest *sent = gesso_prepared_get_request (prepared);
  g_autoptr (GessoImage) picture = decode_role (prepared, GESSO_ROLE_SOURCE);

  g_assert_cmpuint (gesso_image_get_width (picture), ==, 1000);
  g_assert_cmpint (gesso_request_get_frame (sent)->left, ==, 100);
  g_assert_cmpuint (gesso_prepared_get_fit (prepared)->width, ==, 1200);
  g_assert_nonnull (strstr (gesso_prepared_get_note (prepared), "softer"));
}

/* @data: the model; the reply shows more of the scene, a little off. */
static void
test_expand_trip (gconstpointer data)
{
  static const ReplySpec spec = { .shift_x = 0.02, .shift_y = -0.015, .scale = 1.03, .quality = 90 };
  const GessoModelSpec *model = data;
  g_autoptr (GessoImage) whole = reply_make_scene (800, 600, 4);
  GessoFrame frame = { 120, 80, 60, 40 };
  GessoRect old = { 120, 80, 620, 480 };
  g_autoptr (GessoImage) source = gesso_image_crop (whole, &old, NULL);
  g_autoptr (GessoRequest) request = make_expand (source, frame, "");
  g_autoptr (GessoPrepared) prepared = prepare (request, model);
  const GessoFit *fit = gesso_prepared_get_fit (prepared);
  GessoImageWindow window = { fit->cut.x, fit->cut.y, fit->cut.width, fit->cut.height };
  g_autoptr (GessoImage) plain = gesso_image_resample (whole, &window, fit->width, fit->height, NULL);
  GessoPlacement truth;
  g_autoptr (GessoImage) reply = reply_make (plain, NULL, &spec, &truth);
  g_autoptr (GessoImage) kept = finish (prepared, reply, NULL);

  g_assert_cmpuint (gesso_image_get_width (kept), ==, 800);
  g_assert_cmpuint (gesso_image_get_height (kept), ==, 600);
  assert_exact (prepared, kept, frame.left, frame.top);
  /* What was added is what the scene has there. */
  g_test_message ("off by %.2f", measure_difference (kept, whole));
  g_assert_cmpfloat (measure_difference (kept, whole), <, 2.5);
}

/* --- Replies to inpaint --- */

typedef struct
{
  const char *name;
  const GessoModelSpec *model;
  ReplySpec spec;
} Trip;

static const Trip trips[] = {
  { "white/same", &white, { 0 } },
  { "white/shifted", &white, { .shift_x = 0.08, .shift_y = -0.05 } },
  { "white/scaled", &white, { .scale = 1.12 } },
  { "white/all", &white, { .scale = 0.95, .shift_x = -0.06, .cast = 15, .gain = 0.92, .quality = 85 } },
  { "white/other-size", &white, { .width = 1000, .height = 980, .shift_x = 0.02 } },
  { "black/all", &black, { .scale = 1.06, .shift_y = 0.04, .cast = -12, .quality = 90 } },
  { "hole/all", &hole, { .scale = 1.03, .shift_x = 0.03, .gain = 0.9, .quality = 80 } },
  { "hole/other-ratio", &hole, { .width = 1152, .height = 896 } },
  { "words/all", &words, { .scale = 0.9, .shift_x = 0.1, .shift_y = 0.1, .cast = 10 } },
  { "small/all", &small, { .scale = 1.04, .shift_x = 0.03, .gain = 1.1 } },
};

/* The reply to what was sent, changed in the middle, is put back so that nothing else changed. */
static void
test_trip (gconstpointer data)
{
  const Trip *trip = data;
  g_autoptr (GessoImage) source = reply_make_scene (WIDTH, HEIGHT, 5);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.25, 10);
  g_autoptr (GessoRequest) request = make_inpaint (source, coverage, "a bird");
  g_autoptr (GessoPrepared) prepared = prepare (request, trip->model);
  g_autoptr (GessoImage) sent = decode_role (prepared, GESSO_ROLE_SOURCE);
  const GessoFit *fit = gesso_prepared_get_fit (prepared);
  GessoImageWindow window = { fit->cut.x, fit->cut.y, fit->cut.width, fit->cut.height };
  g_autoptr (GessoImage) changed = gesso_image_resample (coverage, &window, fit->width, fit->height, NULL);
  g_autofree char *note = NULL;
  GessoPlacement truth;
  g_autoptr (GessoImage) reply = reply_make (sent, changed, &trip->spec, &truth);
  g_autoptr (GessoImage) kept = finish (prepared, reply, &note);
  guint different = 0;

  g_assert_cmpuint (gesso_image_get_width (kept), ==, WIDTH);
  g_assert_cmpuint (gesso_image_get_height (kept), ==, HEIGHT);
  assert_exact (prepared, kept, 0, 0);
  g_assert_true (note == NULL || strstr (note, "new picture") == NULL);
  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      different += memcmp (get_pixel (kept, x, y), get_pixel (source, x, y), 3) != 0;
  g_assert_cmpuint (different, >, 10000);
}

/* A reply that changed nothing but place, size and colour gives the parent again, everywhere. */
static void
test_trip_unchanged (gconstpointer data)
{
  const Trip *trip = data;
  g_autoptr (GessoImage) source = reply_make_scene (WIDTH, HEIGHT, 6);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.25, 10);
  g_autoptr (GessoRequest) request = make_inpaint (source, coverage, "");
  g_autoptr (GessoPrepared) prepared = prepare (request, trip->model);
  g_autoptr (GessoImage) sent = decode_role (prepared, GESSO_ROLE_SOURCE);
  GessoPlacement truth;
  g_autoptr (GessoImage) reply = reply_make (sent, NULL, &trip->spec, &truth);
  g_autoptr (GessoImage) kept = finish (prepared, reply, NULL);
  double sum = 0, count = 0;

  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      if (get_pixel (coverage, x, y)[0] > 0)
        for (int c = 0; c < 3; c++, count++)
          sum += abs (get_pixel (kept, x, y)[c] - get_pixel (source, x, y)[c]);
  g_test_message ("off by %.2f", sum / count);
  /* The rest is what scaling down and JPEG take away. */
  g_assert_cmpfloat (sum / count, <, gesso_prepared_get_fit (prepared)->softer ? 5 : 3.5);
}

static void
test_new_picture (void)
{
  g_autoptr (GessoImage) source = reply_make_scene (WIDTH, HEIGHT, 5);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.25, 10);
  g_autoptr (GessoRequest) request = make_inpaint (source, coverage, "a bird");
  g_autoptr (GessoPrepared) prepared = prepare (request, &hole);
  g_autoptr (GessoImage) reply = reply_make_scene (1024, 1024, 77);
  g_autofree char *note = NULL;
  g_autoptr (GessoImage) kept = finish (prepared, reply, &note);

  g_assert_nonnull (strstr (note, "new picture"));
  assert_exact (prepared, kept, 0, 0);
}

static void
test_moved_note (void)
{
  static const ReplySpec spec = { .shift_x = 0.05 };
  g_autoptr (GessoImage) source = reply_make_scene (WIDTH, HEIGHT, 5);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.25, 10);
  g_autoptr (GessoRequest) request = make_inpaint (source, coverage, "a bird");
  g_autoptr (GessoPrepared) prepared = prepare (request, &white);
  g_autoptr (GessoImage) sent = decode_role (prepared, GESSO_ROLE_SOURCE);
  g_autofree char *note = NULL;
  g_autofree char *wanted = g_strdup_printf ("lay %ld pixels off", lround (0.05 * gesso_prepared_get_fit (prepared)->cut.width));
  GessoPlacement truth;
  g_autoptr (GessoImage) reply = reply_make (sent, NULL, &spec, &truth);
  g_autoptr (GessoImage) kept = finish (prepared, reply, &note);

  g_assert_nonnull (note);
  g_assert_nonnull (strstr (note, wanted));
}

static void
test_odd_replies (void)
{
  static const guint sizes[][2] = { { 1, 1 }, { 3000, 20 }, { 7, 900 }, { 64, 64 } };
  gsize step = gesso_test_under_valgrind () ? 3 : 1;
  g_autoptr (GessoImage) source = reply_make_scene (300, 200, 5);
  g_autoptr (GessoImage) coverage = reply_make_coverage (300, 200, 0.25, 10);
  g_autoptr (GessoRequest) request = make_inpaint (source, coverage, "a bird");
  g_autoptr (GessoPrepared) prepared = prepare (request, &hole);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i += step)
    for (guint channels = 1; channels <= 4; channels += channels == 1 ? 2 : 1)
      {
        g_autoptr (GessoImage) reply = make_noise (sizes[i][0], sizes[i][1], channels, 1);
        g_autoptr (GessoImage) kept = finish (prepared, reply, NULL);

        assert_exact (prepared, kept, 0, 0);
      }
}

static void
test_no_picture (void)
{
  g_autoptr (GessoImage) source = reply_make_scene (300, 200, 5);
  g_autoptr (GessoImage) coverage = reply_make_coverage (300, 200, 0.25, 10);
  g_autoptr (GessoRequest) request = make_inpaint (source, coverage, "a bird");
  g_autoptr (GessoPrepared) prepared = prepare (request, &hole);
  g_autoptr (GBytes) page = g_bytes_new_static ("<html>502</html>", 16);
  g_autofree char *note = NULL;
  GError *error = NULL;

  g_assert_null (gesso_prepared_finish (prepared, page, &note, NULL, &error));
  assert_refused (error, GESSO_ERROR_BAD_INPUT, "");
  g_assert_null (note);
}

/* --- Bad requests --- */

static void
test_refused (void)
{
  g_autoptr (GessoImage) source = reply_make_scene (300, 200, 5);
  g_autoptr (GessoImage) empty = gesso_image_new (300, 200, 1, NULL);
  g_autoptr (GessoImage) other_size = reply_make_coverage (200, 200, 0.5, 1);
  g_autoptr (GessoRequest) unpainted = make_inpaint (source, empty, "");
  g_autoptr (GessoRequest) misfit = make_inpaint (source, other_size, "");
  g_autoptr (GessoRequest) endless = make_expand (source, (GessoFrame) { 30000, 0, 0, 0 }, "");
  g_autoptr (GessoRequest) broken = gesso_request_new (GESSO_TOOL_EDIT, "test/model");
  g_autoptr (GBytes) rubbish = g_bytes_new_static ("no picture", 10);
  GessoRequest *const requests[] = { unpainted, misfit, endless, broken };

  gesso_request_add_input (broken, GESSO_ROLE_SOURCE, rubbish, NULL, 0, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      GError *error = NULL;

      g_assert_null (gesso_job_prepare (requests[i], &words, NULL, &error));
      assert_refused (error, GESSO_ERROR_BAD_INPUT, "");
    }
}

static void
test_cancelled (void)
{
  g_autoptr (GessoImage) source = reply_make_scene (300, 200, 5);
  g_autoptr (GessoImage) coverage = reply_make_coverage (300, 200, 0.25, 10);
  g_autoptr (GessoRequest) request = make_inpaint (source, coverage, "a bird");
  g_autoptr (GessoPrepared) prepared = prepare (request, &hole);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) bytes = encode_png (source);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (gesso_job_prepare (request, &hole, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (gesso_prepared_finish (prepared, bytes, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
add_trips (void)
{
  static const GessoModelSpec *const expanding[] = { &white, &black, &hole, &words, &outpaint };

  /* Checked instruction by instruction, some of them are enough. */
  gsize step = gesso_test_under_valgrind () ? 9 : 1;

  for (gsize i = 0; i < G_N_ELEMENTS (trips); i += step)
    {
      g_autofree char *name = g_strconcat ("/prepare/trip/", trips[i].name, NULL);
      g_autofree char *same = g_strconcat ("/prepare/trip-unchanged/", trips[i].name, NULL);

      g_test_add_data_func (name, &trips[i], test_trip);
      g_test_add_data_func (same, &trips[i], test_trip_unchanged);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (expanding); i += step)
    {
      g_autofree char *name = g_strconcat ("/prepare/expand/trip/", expanding[i]->id, NULL);

      g_test_add_data_func (name, expanding[i], test_expand_trip);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/prepare/sent/pixels", test_sent_pixels);
  g_test_add_func ("/prepare/sent/by-words-empty", test_by_words_empty);
  g_test_add_func ("/prepare/other/untouched", test_untouched);
  g_test_add_func ("/prepare/other/rare-format", test_rare_format);
  g_test_add_func ("/prepare/other/no-pictures", test_no_pictures);
  g_test_add_func ("/prepare/expand/sent", test_expand_sent);
  g_test_add_func ("/prepare/expand/by-model", test_expand_by_model);
  add_trips ();
  /* Too large to be checked instruction by instruction. */
  if (!gesso_test_under_valgrind ())
    {
      g_test_add_func ("/prepare/sent/size", test_sent_size);
      g_test_add_func ("/prepare/sent/translucent-source", test_translucent_source);
      g_test_add_func ("/prepare/sent/by-words", test_by_words);
      g_test_add_func ("/prepare/expand/by-words", test_expand_by_words);
      g_test_add_func ("/prepare/reply/new-picture", test_new_picture);
      g_test_add_func ("/prepare/sent/mask-forms", test_mask_forms);
      g_test_add_func ("/prepare/sent/references", test_references);
      g_test_add_func ("/prepare/sent/byte-limit", test_byte_limit);
      g_test_add_func ("/prepare/sent/same-again", test_same_again);
      g_test_add_func ("/prepare/sent/parameters", test_parameters);
      g_test_add_func ("/prepare/other/scaled-down", test_scaled_down);
      g_test_add_func ("/prepare/other/written-anew", test_written_anew);
      g_test_add_func ("/prepare/other/hint-follows", test_hint_follows);
      g_test_add_func ("/prepare/expand/by-model-scaled", test_expand_by_model_scaled);
      g_test_add_func ("/prepare/reply/moved-note", test_moved_note);
    }
  g_test_add_func ("/prepare/reply/odd", test_odd_replies);
  g_test_add_func ("/prepare/reply/no-picture", test_no_picture);
  g_test_add_func ("/prepare/refused", test_refused);
  g_test_add_func ("/prepare/cancelled", test_cancelled);
  return g_test_run ();
}
