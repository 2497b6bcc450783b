/* gesso-excerpt.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-excerpt.h"

static void
free_branch (gpointer data)
{
  GessoExcerptBranch *branch = data;

  g_free (branch->uuid);
  g_free (branch->parent);
  g_free (branch->name);
  g_free (branch);
}

static void
free_message (gpointer data)
{
  GessoExcerptMessage *message = data;

  g_free (message->uuid);
  g_free (message->branch);
  g_free (message->text);
  g_ptr_array_unref (message->attachments);
  g_free (message);
}

static void
free_version (gpointer data)
{
  GessoExcerptVersion *version = data;

  g_free (version->uuid);
  g_free (version->branch);
  g_free (version->message);
  g_free (version->parent);
  g_ptr_array_unref (version->input_versions);
  gesso_version_draft_free (version->draft);
  g_free (version->pin);
  g_ptr_array_unref (version->tags);
  g_ptr_array_unref (version->collections);
  g_free (version);
}

static void
free_thread (gpointer data)
{
  GessoExcerptThread *thread = data;

  g_free (thread->uuid);
  g_free (thread->title);
  g_free (thread->cover);
  g_free (thread->trunk_name);
  g_free (thread->branch);
  g_ptr_array_unref (thread->branches);
  g_ptr_array_unref (thread->messages);
  g_ptr_array_unref (thread->versions);
  g_free (thread);
}

GessoExcerpt *
gesso_excerpt_new (void)
{
  GessoExcerpt *self = g_new0 (GessoExcerpt, 1);

  self->threads = g_ptr_array_new_with_free_func (free_thread);
  return self;
}

void
gesso_excerpt_free (GessoExcerpt *self)
{
  g_ptr_array_unref (self->threads);
  g_free (self);
}

GessoExcerptThread *
gesso_excerpt_add_thread (GessoExcerpt *self)
{
  GessoExcerptThread *thread = g_new0 (GessoExcerptThread, 1);

  thread->branches = g_ptr_array_new_with_free_func (free_branch);
  thread->messages = g_ptr_array_new_with_free_func (free_message);
  thread->versions = g_ptr_array_new_with_free_func (free_version);
  g_ptr_array_add (self->threads, thread);
  return thread;
}

GessoExcerptBranch *
gesso_excerpt_thread_add_branch (GessoExcerptThread *thread)
{
  GessoExcerptBranch *branch = g_new0 (GessoExcerptBranch, 1);

  g_ptr_array_add (thread->branches, branch);
  return branch;
}

GessoExcerptMessage *
gesso_excerpt_thread_add_message (GessoExcerptThread *thread)
{
  GessoExcerptMessage *message = g_new0 (GessoExcerptMessage, 1);

  message->attachments = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (thread->messages, message);
  return message;
}

GessoExcerptVersion *
gesso_excerpt_thread_add_version (GessoExcerptThread *thread)
{
  GessoExcerptVersion *version = g_new0 (GessoExcerptVersion, 1);

  version->draft = gesso_version_draft_new ();
  version->input_versions = g_ptr_array_new_with_free_func (g_free);
  version->tags = g_ptr_array_new_with_free_func (g_free);
  version->collections = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (thread->versions, version);
  return version;
}

static void
add_blob (GHashTable *blobs,
          const char *blob)
{
  if (blob != NULL)
    g_hash_table_add (blobs, g_strdup (blob));
}

GHashTable *
gesso_excerpt_list_blobs (const GessoExcerpt *self)
{
  GHashTable *blobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->threads->len; i++)
    {
      const GessoExcerptThread *thread = self->threads->pdata[i];

      add_blob (blobs, thread->cover);
      for (guint j = 0; j < thread->versions->len; j++)
        {
          const GessoVersionDraft *draft = ((const GessoExcerptVersion *) thread->versions->pdata[j])->draft;

          for (guint k = 0; k < draft->images->len; k++)
            {
              const GessoVersionImage *image = draft->images->pdata[k];

              add_blob (blobs, image->blob);
              add_blob (blobs, image->reply);
            }
          for (guint k = 0; k < draft->inputs->len; k++)
            add_blob (blobs, ((const GessoVersionInput *) draft->inputs->pdata[k])->blob);
        }
    }
  return blobs;
}
