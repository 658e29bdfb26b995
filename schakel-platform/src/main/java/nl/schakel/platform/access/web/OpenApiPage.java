// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access.web;

import nl.schakel.platform.access.Open;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.RestController;

/** The description of the API, open to everybody (rule /core/publish-openapi). */
@ConditionalOnWebApplication
@RestController
@Open
class OpenApiPage extends OpenApiWebMvcResource {
  OpenApiPage(
      ObjectFactory<OpenAPIService> openApi,
      AbstractRequestService requests,
      GenericResponseService responses,
      OperationService operations,
      SpringDocConfigProperties settings,
      SpringDocProviders providers,
      SpringDocCustomizers customizers) {
    super(openApi, requests, responses, operations, settings, providers, customizers);
  }
}
