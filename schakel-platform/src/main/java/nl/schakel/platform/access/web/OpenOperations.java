// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access.web;

import io.swagger.v3.oas.models.Operation;
import java.util.List;
import nl.schakel.platform.access.Open;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** Says of each operation that is open to everybody that it asks no token. */
@ConditionalOnWebApplication
@Component
class OpenOperations implements OperationCustomizer {
  @Override
  public Operation customize(Operation operation, HandlerMethod handler) {
    if (AnnotatedElementUtils.hasAnnotation(handler.getMethod(), Open.class)
        || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), Open.class)) {
      operation.setSecurity(List.of());
    }
    return operation;
  }
}
