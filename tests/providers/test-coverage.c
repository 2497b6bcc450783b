/* test-coverage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-codec.h"
#include "gesso-coverage.h"
#include "gesso-error.h"

#define SIDE 64

/* White from 24 to 40 both ways when @painted, else all black. */
static GBytes *
make_mask (gboolean painted)
{
  g_autoptr (GessoImage) image = gesso_image_new (SIDE, SIDE, 1, NULL);
  g_autoptr (GessoImage) rgb = NULL;

  for (guint y = 24; painted && y < 40; y++)
    memset (gesso_image_edit_row (image, y) + 24, 255, 16);
  rgb = gesso_image_convert (image, 3, NULL);
  return gesso_codec_encode (rgb, GESSO_FORMAT_PNG, 100, NULL, NULL);
}

static GessoRequest *
make_request (gboolean    painted,
              gint64      feather,
              const char *edge)
{
  GessoRequest *request = gesso_request_new (GESSO_TOOL_INPAINT, "device/patch-fill");
  g_autoptr (GBytes) mask = make_mask (painted);

  gesso_parameters_set (gesso_request_get_parameters (request), "feather", g_variant_new_int64 (feather));
  if (edge != NULL)
    gesso_parameters_set (gesso_request_get_parameters (request), "edge", g_variant_new_string (edge));
  gesso_request_add_input (request, GESSO_ROLE_MASK, mask, NULL, 0, 0);
  return request;
}

static void
test_plain (void)
{
  g_autoptr (GessoRequest) request = make_request (TRUE, 0, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoImage) coverage = gesso_coverage_new (request, SIDE, SIDE, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (gesso_image_get_channels (coverage), ==, 1);
  for (guint y = 0; y < SIDE; y++)
    for (guint x = 0; x < SIDE; x++)
      g_assert_cmpuint (gesso_image_get_row (coverage, y)[x], ==, x >= 24 && x < 40 && y >= 24 && y < 40 ? 255 : 0);
}

/* Where the ramp lies decides what is protected. */
static void
test_edges (void)
{
  static const struct
  {
    const char *edge;
    gboolean outside_changes, inside_full;
  } cases[] = {
    { "outside", TRUE, TRUE }, { NULL, TRUE, TRUE }, { "inside", FALSE, FALSE }, { "centred", TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GessoRequest) request = make_request (TRUE, 6, cases[i].edge);
      g_autoptr (GessoImage) coverage = gesso_coverage_new (request, SIDE, SIDE, NULL, NULL);
      const guint8 *row = gesso_image_get_row (coverage, 32);

      g_test_message ("%s", cases[i].edge);
      g_assert_cmpint (row[23] > 0, ==, cases[i].outside_changes);
      g_assert_cmpint (row[24] == 255, ==, cases[i].inside_full);
      g_assert_cmpuint (row[0], ==, 0);
      g_assert_cmpuint (row[32], >, 200);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    gboolean painted;
    guint width;
    const char *word;
  } cases[] = {
    { FALSE, SIDE, "empty" },
    { TRUE, SIDE + 1, "65" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GessoRequest) request = make_request (cases[i].painted, 0, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GessoImage) coverage = gesso_coverage_new (request, cases[i].width, SIDE, NULL, &error);

      g_assert_null (coverage);
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
      g_assert_nonnull (strstr (error->message, cases[i].word));
    }
}

static void
test_not_a_picture (void)
{
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_INPAINT, "device/patch-fill");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("hello", 5);
  g_autoptr (GError) error = NULL;

  gesso_request_add_input (request, GESSO_ROLE_MASK, bytes, NULL, 0, 0);
  g_assert_null (gesso_coverage_new (request, SIDE, SIDE, NULL, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/providers/coverage/plain", test_plain);
  g_test_add_func ("/providers/coverage/edges", test_edges);
  g_test_add_func ("/providers/coverage/refused", test_refused);
  g_test_add_func ("/providers/coverage/not-a-picture", test_not_a_picture);
  return g_test_run ();
}
