/* gesso-secret-service.h - the Secret Service, with prompts that end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

#define GESSO_TYPE_SECRET_SERVICE (gesso_secret_service_get_type ())
G_DECLARE_FINAL_TYPE (GessoSecretService, gesso_secret_service, GESSO, SECRET_SERVICE, SecretService)

/**
 * GessoSecretService:
 *
 * When the artist dismisses a prompt, libsecret's own service never returns the
 * call (0.20 and 0.21 at least). Of this type it fails with
 * %SECRET_ERROR_IS_LOCKED. For secret_service_open().
 */

G_END_DECLS
