/* gesso-job-download.h - results fetched before they vanish
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-job-network.h"
#include "gesso-job.h"

G_BEGIN_DECLS

/**
 * gesso_job_download_async:
 * @result: borrowed until the callback; gets the bytes of each image that has
 *   only an address
 *
 * Fetches without any key, repeats what fails on the way, and takes nothing
 * but pictures of a sane size; the bytes are kept as they come.
 * %GESSO_ERROR_BAD_ANSWER when one is no picture or gone.
 */
void     gesso_job_download_async  (GessoJobNetwork *network, const GessoProviderSpec *spec, GessoJob *job,
                                    GessoResult *result, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean gesso_job_download_finish (GAsyncResult *result, GError **error);

/** Whether @bytes begin as a picture of a sane size; %GESSO_ERROR_BAD_ANSWER if not. */
gboolean gesso_job_download_check  (const GessoProviderSpec *spec, GBytes *bytes, GError **error);
/** What is %GESSO_ERROR_BAD_INPUT in a file of the artist's is %GESSO_ERROR_BAD_ANSWER in one that came back. */
void     gesso_job_download_blame  (const GessoProviderSpec *spec, GError **error);

G_END_DECLS
