/* test-photographs.c - what models make of real photographs, put back exactly
 *
 * Looks for photographs in /usr/share/backgrounds: mate-backgrounds has some,
 * lomiri-wallpapers and ukui-wallpapers more. With GESSO_TEST_PHOTOGRAPHS=all
 * every one that is found is taken and every reply made of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-job-prepare.h"
#include "gesso-job-reply.h"
#include "pictures.h"
#include "replies.h"
#include "seam.h"

#define ROOT "/usr/share/backgrounds"

/* Of the parents, in pixels; and of what the stand-in model makes. */
#define SIDE 1280
#define SENT 1024

#define FEW  2
#define MOST 24

/* As far from the selection nothing changes, with Krita's formulas, at the least. */
#define FEATHER 36

static const char *const sizes[] = { "1024x1024", NULL };

static const GessoModelSpec model = { .id = "stand-in", .title = "Stand-in", .tools = 1u << GESSO_TOOL_INPAINT,
                                      .mask = GESSO_MASK_FORM_WHITE, .size = { .sizes = sizes }, .max_sources = 1 };

static const struct
{
  const char *name;
  ReplySpec spec;
  gboolean often; /* also when there are to be few */
} edits[] = {
  { "as it was", { 0 } },
  { "shift 5 %", { .shift_x = 0.05, .shift_y = -0.03 } },
  { "shift 20 %", { .shift_x = 0.2 }, TRUE },
  { "shift 20 % both", { .shift_x = -0.2, .shift_y = 0.2 } },
  { "scale 0.8", { .scale = 0.8 } },
  { "scale 0.9, shifted", { .scale = 0.9, .shift_x = 0.06, .shift_y = 0.04 } },
  { "scale 1.25", { .scale = 1.25 } },
  { "other ratio", { .width = 1152, .height = 896, .shift_x = 0.02 } },
  { "other size", { .width = 768, .height = 768, .shift_y = 0.03 } },
  { "larger", { .width = 1536, .height = 1536, .scale = 1.03 } },
  { "colour cast", { .cast = 22, .gain = 0.9 } },
  { "colour cast, shifted", { .cast = 22, .gain = 0.9, .shift_x = 0.01 } },
  { "grey patch", { .grey = TRUE, .shift_x = 0.04 } },
  { "JPEG 80", { .quality = 80, .shift_x = 0.03, .scale = 0.98 } },
  { "all at once", { .scale = 1.08, .shift_x = 0.08, .shift_y = -0.05, .width = 896, .height = 896, .cast = 12,
                     .gain = 0.93, .quality = 80, .noise = 3, .grey = TRUE }, TRUE },
};

typedef struct
{
  char *name;
  GessoImage *image;
} Photograph;

static void
free_photograph (gpointer data)
{
  Photograph *self = data;

  g_free (self->name);
  gesso_image_unref (self->image);
  g_free (self);
}

static gboolean
wants_all (void)
{
  return g_strcmp0 (g_getenv ("GESSO_TEST_PHOTOGRAPHS"), "all") == 0;
}

/* Photographs come as JPEG; drawings, mostly, do not. */
static void
collect (GPtrArray  *paths,
         const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      /* What stands there is drawn. */
      if (g_str_equal (name, "desktop"))
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        collect (paths, path);
      else if (g_str_has_suffix (name, ".jpg") && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
load_photographs (void)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *found = g_ptr_array_new_with_free_func (free_photograph);

  collect (paths, wants_all () ? ROOT : ROOT "/mate/nature");
  g_ptr_array_sort (paths, compare_paths);
  for (guint i = 0; i < paths->len && found->len < (wants_all () ? MOST : FEW); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (g_ptr_array_index (paths, i));
      g_autoptr (GBytes) bytes = gesso_codec_read_file (file, GESSO_PICTURE_MAX_BYTES, NULL, NULL);
      g_autoptr (GessoImage) decoded = bytes != NULL ? gesso_codec_decode_small (bytes, SIDE, NULL, NULL) : NULL;
      Photograph *photograph;

      if (decoded == NULL || MIN (gesso_image_get_width (decoded), gesso_image_get_height (decoded)) < 600)
        continue;
      photograph = g_new0 (Photograph, 1);
      photograph->name = g_path_get_basename (g_ptr_array_index (paths, i));
      photograph->image = gesso_image_convert (decoded, 3, NULL);
      gesso_image_set_profile (photograph->image, NULL);
      g_ptr_array_add (found, photograph);
    }
  return found;
}

static void
add_image (GessoRequest     *request,
           GessoInputRole    role,
           const GessoImage *image)
{
  g_autoptr (GBytes) bytes = encode (image, GESSO_FORMAT_PNG, 100);

  gesso_request_add_input (request, role, bytes, NULL, 0, 0);
}

static GessoImage *
decode_input (GessoRequest  *request,
              GessoInputRole role)
{
  g_autoptr (GessoImage) decoded = decode (gesso_request_find_input (request, role)->bytes);

  return gesso_image_convert (decoded, 3, NULL);
}

/* One inpaint of one photograph. */
typedef struct
{
  const GessoImage *parent;
  GessoImage *drawn;   /* the mask, with a hard edge */
  GessoRequest *request;
  GessoPrepared *prepared;
  GessoImage *sent, *sent_drawn; /* what the model sees of the picture, and of the mask as drawn */
} Inpaint;

static void
inpaint_init (Inpaint          *self,
              const GessoImage *parent)
{
  guint width = gesso_image_get_width (parent), height = gesso_image_get_height (parent);
  const GessoRect *cut;

  self->parent = parent;
  self->drawn = reply_make_coverage (width, height, 0.22, 1);
  self->request = gesso_request_new (GESSO_TOOL_INPAINT, "stand-in/stand-in");
  add_image (self->request, GESSO_ROLE_SOURCE, parent);
  add_image (self->request, GESSO_ROLE_MASK, self->drawn);
  gesso_parameters_set (gesso_request_get_parameters (self->request), "feather", g_variant_new_int64 (FEATHER));
  gesso_parameters_set (gesso_request_get_parameters (self->request), "edge", g_variant_new_string ("outside"));
  self->prepared = gesso_job_prepare (self->request, &model, NULL, NULL);
  self->sent = decode_input (gesso_prepared_get_request (self->prepared), GESSO_ROLE_SOURCE);
  cut = &gesso_prepared_get_fit (self->prepared)->cut;
  self->sent_drawn = gesso_image_resample (self->drawn, &(GessoImageWindow) { cut->x, cut->y, cut->width, cut->height },
                                           SENT, SENT, NULL);
}

static void
inpaint_clear (Inpaint *self)
{
  gesso_image_unref (self->drawn);
  g_object_unref (self->request);
  gesso_prepared_free (self->prepared);
  gesso_image_unref (self->sent);
  gesso_image_unref (self->sent_drawn);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Inpaint, inpaint_clear)

/* The finished picture; 0 protected pixels may have changed in its file, whatever the reply is. */
static GessoImage *
finish (Inpaint    *self,
        GBytes     *reply,
        char      **note)
{
  GessoExact *exact = gesso_prepared_get_exact (self->prepared);
  GessoImage *made = gesso_prepared_finish (self->prepared, reply, note, NULL, NULL);
  g_autoptr (GBytes) file = encode (made, GESSO_FORMAT_PNG, 100);
  GessoVerdict verdict;

  g_assert_true (gesso_verify (file, exact->parent, exact->coverage, 0, 0, &verdict, NULL, NULL));
  g_assert_cmpint (verdict.protected_pixels, >, 0);
  g_assert_cmpint (verdict.changed_pixels, ==, 0);
  return made;
}

/* How far off the reply was put, in the parent's pixels, anywhere in what was sent. */
static double
measure_distance (Inpaint              *self,
                  GBytes               *reply,
                  const GessoPlacement *truth)
{
  const GessoRect *cut = &gesso_prepared_get_fit (self->prepared)->cut;
  GessoPlacement sent = gesso_placement_for_cut (cut, SENT, SENT);
  g_autoptr (GessoImage) added = NULL;
  g_autoptr (GessoKeptReply) kept = gesso_job_open_reply (self->request, &model, reply, &added, NULL, NULL);
  GessoPlacement found = gesso_kept_reply_get_placement (kept), wanted;

  wanted.scale_x = truth->scale_x * sent.scale_x;
  wanted.scale_y = truth->scale_y * sent.scale_y;
  wanted.x0 = truth->scale_x * sent.x0 + truth->x0;
  wanted.y0 = truth->scale_y * sent.y0 + truth->y0;
  /* From the cut's corner on, as a scale a little off tells at the far end. */
  found.x0 += found.scale_x * cut->x;
  found.y0 += found.scale_y * cut->y;
  wanted.x0 += wanted.scale_x * cut->x;
  wanted.y0 += wanted.scale_y * cut->y;
  return reply_get_distance (&found, &wanted, (guint) cut->width, (guint) cut->height);
}

static void
test_edits (void)
{
  g_autoptr (GPtrArray) photographs = load_photographs ();
  guint lost = 0, worse = 0;

  if (photographs->len == 0)
    {
      g_test_skip ("mate-backgrounds is not installed");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      double worst = 0, gesso = 0, krita = 0, plain = 0;
      guint n = 0;

      if (!edits[i].often && !wants_all ())
        continue;
      for (guint j = 0; j < photographs->len; j++)
        {
          Photograph *photograph = g_ptr_array_index (photographs, j);
          g_auto (Inpaint) inpaint = { NULL };
          g_autoptr (GessoImage) reply = NULL, made = NULL;
          g_autoptr (GBytes) bytes = NULL;
          g_autofree char *note = NULL;
          GessoPlacement truth;
          double distance;

          inpaint_init (&inpaint, photograph->image);
          reply = reply_make (inpaint.sent, inpaint.sent_drawn, &edits[i].spec, &truth);
          bytes = encode (reply, GESSO_FORMAT_PNG, 100);
          made = finish (&inpaint, bytes, &note);
          distance = measure_distance (&inpaint, bytes, &truth);
          if (distance >= 0.5 || (note != NULL && strstr (note, "new picture") != NULL))
            {
              g_print ("%s, %s: %.2f px off%s%s\n", photograph->name, edits[i].name, distance, note != NULL ? ": " : "", note != NULL ? note : "");
              lost++;
            }
          worst = MAX (worst, distance);
          gesso += seam_measure (photograph->image, made, gesso_prepared_get_exact (inpaint.prepared)->coverage);
          krita += seam_measure_krita (photograph->image, reply, inpaint.drawn, gesso_prepared_get_fit (inpaint.prepared), TRUE);
          if (wants_all ())
            plain += seam_measure_krita (photograph->image, reply, inpaint.drawn, gesso_prepared_get_fit (inpaint.prepared), FALSE);
          n++;
        }
      g_print ("%-20s %2u photographs: worst residual %.2f px (goal < 0.5); seam step: Gesso %.2f, Krita's formulas with colour match %.2f, without %.2f, ratio %.2f (goal at most 1)\n",
               edits[i].name, n, worst, gesso / n, krita / n, plain / n, gesso / MAX (krita, 1e-9));
      /* Where both are as good as invisible, chance decides over a few. */
      worse += gesso > krita && (wants_all () || gesso > n);
    }
  g_assert_cmpuint (lost, ==, 0);
  g_assert_cmpuint (worse, ==, 0);
}

/* Another photograph, this one upside down, and nothing: each is said to be no edit. */
static void
test_new_pictures (void)
{
  g_autoptr (GPtrArray) photographs = load_photographs ();
  guint said = 0, n = 0;

  if (photographs->len < 2)
    {
      g_test_skip ("mate-backgrounds is not installed");
      return;
    }
  for (guint j = 0; j < photographs->len; j++)
    for (guint kind = 0; kind < (wants_all () ? 3 : 1); kind++)
      {
        static const guint8 grey[] = { 128, 128, 128 };
        Photograph *photograph = g_ptr_array_index (photographs, j);
        Photograph *next = g_ptr_array_index (photographs, (j + 1) % photographs->len);
        g_auto (Inpaint) inpaint = { NULL };
        g_autoptr (GessoImage) reply = NULL, made = NULL;
        g_autoptr (GBytes) bytes = NULL;
        g_autofree char *note = NULL;

        inpaint_init (&inpaint, photograph->image);
        reply = kind == 0 ? gesso_image_scale (next->image, SENT, SENT, NULL)
              : kind == 1 ? gesso_image_orient (inpaint.sent, 3, NULL) : make_plain (SENT, SENT, 3, grey);
        bytes = encode (reply, GESSO_FORMAT_PNG, 100);
        made = finish (&inpaint, bytes, &note);
        n++;
        if (note != NULL && strstr (note, "new picture") != NULL)
          said++;
        else
          g_print ("%s, %s: not said to be a new picture\n", photograph->name,
                   kind == 0 ? next->name : kind == 1 ? "upside down" : "grey");
      }
  g_print ("new pictures: %u of %u said to be (goal: all)\n", said, n);
  g_assert_cmpuint (said, ==, n);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photographs/edits", test_edits);
  g_test_add_func ("/photographs/new-pictures", test_new_pictures);
  return g_test_run ();
}
