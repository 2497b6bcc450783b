/* gesso-mask-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-imaging"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-mask-history.h"
#include "gesso-mask-pack.h"
#include "gesso-mask-spill.h"

/* Tens of strokes, which come back without any work; and about a hundred more. */
#define RAW_BYTES ((gsize) 24 * 1024 * 1024)
#define PACKED_BYTES ((gsize) 40 * 1024 * 1024)
#define TILE_BYTES ((gsize) GESSO_MASK_TILE * GESSO_MASK_TILE)

/* One tile of the other side of a step. */
typedef struct
{
  GessoMaskTile *tile; /* (owned) (nullable): NULL where it is packed, or all @value */
  guint index;
  guint packed; /* where it begins in the step's bytes, plus one; 0: it is not there */
  guint8 value;
} Change;

typedef struct
{
  GArray *changes; /* (owned): Change */
  guint n_tiles;   /* as they are */
  GBytes *packed;  /* (owned) (nullable): the others, when they are in memory */
  gint64 place;    /* of those on disk; below 0: not there */
  gsize size;      /* of them, packed */
} Step;

struct _GessoMaskHistory
{
  GObject parent_instance;

  GessoMask *mask;       /* (owned) */
  GPtrArray *undo;       /* (owned): Step, oldest first */
  GPtrArray *redo;       /* (owned): Step, next last */
  GessoMaskSpill *spill; /* (owned) */
  Step *writing;         /* (nullable): on its way to the disk */
  gsize raw_bytes, packed_bytes;
  gsize raw_bound, packed_bound;
  gboolean resting;
  gboolean write_goes_on; /* of a step that may be gone since */
  gboolean told;          /* that the disk is full */
};

enum
{
  LOST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoMaskHistory, gesso_mask_history, G_TYPE_OBJECT)

static void settle (GessoMaskHistory *self);

static void
change_clear (gpointer data)
{
  Change *change = data;

  gesso_mask_tile_unref (change->tile);
}

/* Lets go of what @step has packed, wherever it is. */
static void
drop_packed (GessoMaskHistory *self,
             Step             *step)
{
  if (step->packed != NULL)
    self->packed_bytes -= step->size;
  g_clear_pointer (&step->packed, g_bytes_unref);
  if (step->place >= 0)
    gesso_mask_spill_drop (self->spill, step->place, step->size);
  step->place = -1;
  step->size = 0;
  if (self->writing == step)
    self->writing = NULL;
}

static void
free_step (GessoMaskHistory *self,
           Step             *step)
{
  self->raw_bytes -= step->n_tiles * TILE_BYTES;
  drop_packed (self, step);
  g_array_unref (step->changes);
  g_free (step);
}

static void
free_steps (GessoMaskHistory *self,
            GPtrArray        *steps,
            guint             n)
{
  for (guint i = 0; i < n; i++)
    free_step (self, g_ptr_array_index (steps, i));
  if (n > 0)
    g_ptr_array_remove_range (steps, 0, n);
}

static void
pack_step (GessoMaskHistory *self,
           Step             *step)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 *data;

  for (guint i = 0; i < step->changes->len; i++)
    {
      Change *change = &g_array_index (step->changes, Change, i);

      if (change->tile == NULL)
        continue;
      change->packed = bytes->len + 1;
      gesso_mask_pack_append (change->tile->pixels, bytes);
      g_clear_pointer (&change->tile, gesso_mask_tile_unref);
    }
  self->raw_bytes -= step->n_tiles * TILE_BYTES;
  step->n_tiles = 0;
  step->size = bytes->len;
  /* To its length: it grew in powers of two. */
  data = g_byte_array_free (bytes, FALSE);
  step->packed = g_bytes_new_take (g_realloc (data, step->size), step->size);
  self->packed_bytes += step->size;
}

/* Tiles as they are again. */
static gboolean
unpack_step (GessoMaskHistory *self,
             Step             *step)
{
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *data;

  if (step->size == 0)
    return TRUE;
  bytes = step->packed != NULL ? g_bytes_ref (step->packed)
                               : gesso_mask_spill_read (self->spill, step->place, step->size);
  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, NULL);
  for (guint i = 0; i < step->changes->len; i++)
    {
      Change *change = &g_array_index (step->changes, Change, i);

      if (change->packed == 0)
        continue;
      change->tile = gesso_mask_tile_new ();
      if (!gesso_mask_pack_read (data + change->packed - 1, step->size - (change->packed - 1), change->tile->pixels))
        return FALSE;
      change->packed = 0;
      step->n_tiles++;
      self->raw_bytes += TILE_BYTES;
    }
  drop_packed (self, step);
  return TRUE;
}

/* The step farthest from the mask as it is of those with tiles as they are, or
 * with packed ones in memory. The next to be undone stays as it is. */
static Step *
find_farthest (GessoMaskHistory *self,
               gboolean          packed)
{
  GPtrArray *sides[] = { self->undo, self->redo };
  Step *found = NULL;
  guint far = 0;

  for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
    {
      guint kept = side == 0 && !packed && !self->resting ? 1 : 0;

      for (guint i = 0; i + kept < sides[side]->len; i++)
        {
          Step *step = g_ptr_array_index (sides[side], i);
          guint distance = sides[side]->len - i;

          if (packed ? step->packed == NULL : step->n_tiles == 0)
            continue;
          if (distance > far)
            {
              found = step;
              far = distance;
            }
          break;
        }
    }
  return found;
}

/* What cannot be kept is gone, and what lies beyond it. */
static guint
drop_farthest (GessoMaskHistory *self)
{
  const Step *step = find_farthest (self, TRUE);
  guint index;

  if (g_ptr_array_find (self->undo, step, &index))
    free_steps (self, self->undo, index + 1);
  else if (g_ptr_array_find (self->redo, step, &index))
    free_steps (self, self->redo, index + 1);
  else
    return 0;
  return index + 1;
}

static void
follow_failure (GessoMaskHistory *self,
                const char       *message)
{
  guint n_lost = 0, n;

  /* Not to be asked again at once. */
  self->resting = FALSE;
  while (self->packed_bytes > self->packed_bound && (n = drop_farthest (self)) > 0)
    n_lost += n;
  if (n_lost == 0)
    return;
  g_signal_emit (self, signals[LOST], 0, self->told ? NULL : message);
  self->told = TRUE;
}

static void
wrote_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GessoMaskHistory) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 place = gesso_mask_spill_write_finish (self->spill, result, &error);
  Step *step = g_steal_pointer (&self->writing);

  self->write_goes_on = FALSE;
  if (error != NULL)
    {
      follow_failure (self, error->message);
    }
  else if (step == NULL)
    {
      gesso_mask_spill_drop (self->spill, place, g_bytes_get_size (g_task_get_task_data (G_TASK (result))));
    }
  else
    {
      step->place = place;
      self->packed_bytes -= step->size;
      g_clear_pointer (&step->packed, g_bytes_unref);
      self->told = FALSE;
    }
  settle (self);
}

/* Brings what is in memory within its bounds. */
static void
settle (GessoMaskHistory *self)
{
  gsize raw_bound = self->resting ? 0 : self->raw_bound, packed_bound = self->resting ? 0 : self->packed_bound;
  Step *step;

  while (self->raw_bytes > raw_bound && (step = find_farthest (self, FALSE)) != NULL)
    pack_step (self, step);
  if (self->packed_bytes <= packed_bound || self->write_goes_on)
    return;
  step = find_farthest (self, TRUE);
  if (step == NULL)
    return;
  self->writing = step;
  self->write_goes_on = TRUE;
  gesso_mask_spill_write_async (self->spill, step->packed, wrote_cb, g_object_ref (self));
}

static void
gesso_mask_history_finalize (GObject *object)
{
  GessoMaskHistory *self = GESSO_MASK_HISTORY (object);

  free_steps (self, self->undo, self->undo->len);
  free_steps (self, self->redo, self->redo->len);
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_object_unref (self->spill);
  g_object_unref (self->mask);
  G_OBJECT_CLASS (gesso_mask_history_parent_class)->finalize (object);
}

static void
gesso_mask_history_class_init (GessoMaskHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_mask_history_finalize;

  signals[LOST] =
    g_signal_new ("lost", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gesso_mask_history_init (GessoMaskHistory *self)
{
  self->undo = g_ptr_array_new ();
  self->redo = g_ptr_array_new ();
  self->spill = gesso_mask_spill_new ();
  self->raw_bound = RAW_BYTES;
  self->packed_bound = PACKED_BYTES;
}

GessoMaskHistory *
gesso_mask_history_new (GessoMask *mask)
{
  GessoMaskHistory *self = g_object_new (GESSO_TYPE_MASK_HISTORY, NULL);

  self->mask = g_object_ref (mask);
  return self;
}

void
gesso_mask_history_set_bounds (GessoMaskHistory *self,
                               gsize             raw,
                               gsize             packed)
{
  g_return_if_fail (GESSO_IS_MASK_HISTORY (self));

  self->raw_bound = raw;
  self->packed_bound = packed;
  settle (self);
}

void
gesso_mask_history_commit (GessoMaskHistory  *self,
                           GessoMaskSnapshot *before)
{
  const GessoMaskGrid *now, *then;
  Step *step;

  g_return_if_fail (GESSO_IS_MASK_HISTORY (self));

  now = gesso_mask_peek_grid (self->mask);
  then = gesso_mask_snapshot_peek_grid (before);
  step = g_new0 (Step, 1);
  step->changes = g_array_new (FALSE, FALSE, sizeof (Change));
  step->place = -1;
  g_array_set_clear_func (step->changes, change_clear);
  for (guint i = 0; i < now->columns * now->rows; i++)
    {
      Change change = { then->tiles[i], i, 0, then->values[i] };

      if (now->tiles[i] == then->tiles[i] && (now->tiles[i] != NULL || now->values[i] == then->values[i]))
        continue;
      if (change.tile != NULL)
        {
          gesso_mask_tile_ref (change.tile);
          step->n_tiles++;
        }
      g_array_append_val (step->changes, change);
    }
  self->raw_bytes += step->n_tiles * TILE_BYTES;
  if (step->changes->len == 0)
    {
      free_step (self, step);
      return;
    }
  self->resting = FALSE;
  free_steps (self, self->redo, self->redo->len);
  g_ptr_array_add (self->undo, step);
  settle (self);
}

gboolean
gesso_mask_history_can_undo (GessoMaskHistory *self)
{
  g_return_val_if_fail (GESSO_IS_MASK_HISTORY (self), FALSE);

  return self->undo->len > 0;
}

gboolean
gesso_mask_history_can_redo (GessoMaskHistory *self)
{
  g_return_val_if_fail (GESSO_IS_MASK_HISTORY (self), FALSE);

  return self->redo->len > 0;
}

/* Swaps the tiles of @step with those of the mask, which makes it the step back. */
static GessoRect
swap_step (GessoMaskHistory *self,
           Step             *step)
{
  GessoRect all = gesso_mask_get_extents (self->mask), changed = { 0 };
  guint columns = gesso_mask_peek_grid (self->mask)->columns;

  self->raw_bytes -= step->n_tiles * TILE_BYTES;
  step->n_tiles = 0;
  for (guint i = 0; i < step->changes->len; i++)
    {
      Change *change = &g_array_index (step->changes, Change, i);
      GessoRect place = { (int) (change->index % columns) * GESSO_MASK_TILE,
                          (int) (change->index / columns) * GESSO_MASK_TILE, GESSO_MASK_TILE, GESSO_MASK_TILE };

      gesso_mask_swap_tile (self->mask, change->index, &change->tile, &change->value);
      step->n_tiles += change->tile != NULL;
      changed = gesso_rect_union (&changed, &place);
    }
  self->raw_bytes += step->n_tiles * TILE_BYTES;
  return gesso_rect_intersect (&changed, &all);
}

/* Takes the last step of @from to the other side. */
static GessoRect
travel (GessoMaskHistory *self,
        GPtrArray        *from,
        GPtrArray        *to)
{
  GessoRect changed = { 0 };
  Step *step;

  if (from->len == 0)
    return changed;
  self->resting = FALSE;
  step = g_ptr_array_index (from, from->len - 1);
  if (!unpack_step (self, step))
    {
      free_steps (self, from, from->len);
      g_signal_emit (self, signals[LOST], 0,
                     _("What was done before could not be read back from the disk, and cannot be undone or redone."));
      return changed;
    }
  g_ptr_array_set_size (from, (int) from->len - 1);
  g_ptr_array_add (to, step);
  changed = swap_step (self, step);
  settle (self);
  return changed;
}

GessoRect
gesso_mask_history_undo (GessoMaskHistory *self)
{
  g_return_val_if_fail (GESSO_IS_MASK_HISTORY (self), (GessoRect) { 0 });

  return travel (self, self->undo, self->redo);
}

GessoRect
gesso_mask_history_redo (GessoMaskHistory *self)
{
  g_return_val_if_fail (GESSO_IS_MASK_HISTORY (self), (GessoRect) { 0 });

  return travel (self, self->redo, self->undo);
}

void
gesso_mask_history_rest (GessoMaskHistory *self)
{
  g_return_if_fail (GESSO_IS_MASK_HISTORY (self));

  self->resting = TRUE;
  settle (self);
}

gsize
gesso_mask_history_get_memory (GessoMaskHistory *self)
{
  g_return_val_if_fail (GESSO_IS_MASK_HISTORY (self), 0);

  return self->raw_bytes + self->packed_bytes;
}

gsize
gesso_mask_history_get_spilled (GessoMaskHistory *self)
{
  g_return_val_if_fail (GESSO_IS_MASK_HISTORY (self), 0);

  return gesso_mask_spill_get_size (self->spill);
}
