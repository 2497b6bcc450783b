/* gesso-sketch-scene.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-bands.h"
#include "gesso-sketch-scene.h"

/* Rows that a worker takes at a time: enough to be worth taking, few enough to stop soon. */
#define BAND_ROWS 16

/* Beyond this ratio a picture shows a band of the scene instead of ever more of it. */
#define MAX_RATIO 4.0f

void
sketch_view_init (SketchView *view,
                  guint       width,
                  guint       height)
{
  view->width = width;
  view->height = height;
  view->unit = MAX ((float) height, width / MAX_RATIO);
  view->px = 1.0f / view->unit;
  view->half = 0.5f * width * view->px;
}

SketchScene *
sketch_scene_new (const SketchBrief *brief,
                  guint              width,
                  guint              height,
                  guint32            seed)
{
  SketchScene *scene = g_new0 (SketchScene, 1);

  sketch_view_init (&scene->view, width, height);
  scene->brief = *brief;
  scene->dice.seed = sketch_hash ((gint32) seed, (gint32) brief->hash, 17);
  scene->layers = g_ptr_array_new ();
  scene->veiled = g_ptr_array_new ();
  scene->memory = g_ptr_array_new_with_free_func (g_free);
  sketch_light_init (&scene->light, &scene->brief, &scene->dice, scene->view.half);
  return scene;
}

void
sketch_scene_free (SketchScene *scene)
{
  g_ptr_array_unref (scene->layers);
  g_ptr_array_unref (scene->veiled);
  g_ptr_array_unref (scene->memory);
  g_free (scene);
}

gpointer
sketch_scene_alloc (SketchScene *scene,
                    gsize        size)
{
  gpointer memory = g_malloc0 (size);

  g_ptr_array_add (scene->memory, memory);
  return memory;
}

gpointer
sketch_scene_add (SketchScene   *scene,
                  gsize          size,
                  SketchDrawFunc draw)
{
  SketchLayer *layer = sketch_scene_alloc (scene, size);

  layer->draw = draw;
  g_ptr_array_add (scene->layers, layer);
  return layer;
}

const float *
sketch_scene_veil (SketchScene *scene)
{
  float *veil = sketch_scene_alloc (scene, sizeof (float) * scene->view.width);

  for (guint x = 0; x < scene->view.width; x++)
    veil[x] = G_MAXFLOAT;
  g_ptr_array_add (scene->veiled, veil);
  return veil;
}

void
sketch_scene_cover (SketchScene *scene,
                    const float *line,
                    float        v)
{
  for (guint i = 0; i < scene->veiled->len; i++)
    {
      float *veil = g_ptr_array_index (scene->veiled, i);

      for (guint x = 0; x < scene->view.width; x++)
        veil[x] = MIN (veil[x], (line != NULL ? line[x] : v) + scene->view.px);
    }
}

void
sketch_fill_span (const SketchView *view,
                  float            *row,
                  float             from,
                  float             to,
                  SketchColour      colour,
                  float             alpha)
{
  float a = (from + view->half) * view->unit, b = (to + view->half) * view->unit;
  int first, last;

  if (!(to > from) || !sketch_view_span (view, from, to, &first, &last))
    return;
  for (int x = first; x <= last; x++)
    {
      float cover = MIN (b, x + 1.0f) - MAX (a, (float) x);

      if (cover > 0.0f)
        sketch_blend (row + 3 * x, colour, alpha * cover);
    }
}

/* What the workers of one picture share. */
typedef struct
{
  const SketchView *view;
  GPtrArray *layers;
  SketchFinishFunc finish;
  gpointer finish_data;
  const SketchRun *run;
  guint8 *pixels;
  gsize stride;
  GMutex lock; /* guards done_rows and the order of progress */
  int done_rows;
} Job;

static void
store_row (const float *row,
           guint8      *out,
           guint        n)
{
  for (guint i = 0; i < n; i++)
    out[i] = (guint8) (sketch_clamp (row[i]) * 255.0f + 0.5f);
}

static void
draw_row (const Job *job,
          guint      y,
          float     *row)
{
  float v = sketch_view_v (job->view, y);

  for (guint i = 0; i < job->layers->len; i++)
    {
      const SketchLayer *layer = g_ptr_array_index (job->layers, i);

      layer->draw (layer, job->view, v, row);
    }
  if (job->finish != NULL)
    job->finish (job->finish_data, job->view, y, row);
  store_row (row, job->pixels + y * job->stride, job->view->width * 3);
}

static void
draw_band (int      first,
           int      last,
           gpointer user_data)
{
  Job *job = user_data;
  const SketchRun *run = job->run;
  gsize n = (gsize) job->view->width * 3;
  g_autofree float *row = g_new (float, n);

  for (int y = first; y < last; y++)
    {
      memset (row, 0, n * sizeof (float));
      draw_row (job, (guint) y, row);
    }
  g_mutex_lock (&job->lock);
  job->done_rows += last - first;
  if (run->progress != NULL)
    run->progress (run->from + (run->to - run->from) * job->done_rows / job->view->height, run->user_data);
  g_mutex_unlock (&job->lock);
}

GessoImage *
sketch_render (const SketchView *view,
               GPtrArray        *layers,
               SketchFinishFunc  finish,
               gpointer          finish_data,
               const SketchRun  *run,
               GError          **error)
{
  g_autoptr (GessoImage) image = gesso_image_new (view->width, view->height, 3, error);
  Job job = { .view = view, .layers = layers, .finish = finish, .finish_data = finish_data, .run = run };

  if (image == NULL)
    return NULL;
  job.pixels = gesso_image_edit_row (image, 0);
  job.stride = gesso_image_get_stride (image);
  g_mutex_init (&job.lock);
  gesso_bands_run ((int) view->height, BAND_ROWS, 0, draw_band, &job, run->cancellable);
  g_mutex_clear (&job.lock);
  if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
    return NULL;
  return g_steal_pointer (&image);
}
