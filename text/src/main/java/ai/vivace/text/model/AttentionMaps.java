package ai.vivace.text.model;

import ai.vivace.nn.Layer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What attends to what in a model, while it reads something.
 *
 * <pre>{@code
 * List<AttentionMap> maps = AttentionMaps.of(classifier, () -> classifier.apply(tokens));
 * }</pre>
 */
public final class AttentionMaps {
    private AttentionMaps() {}

    /**
     * The attention of each layer, those of an encoder first. The model runs as in use, without gradients; one thread uses it meanwhile.
     *
     * @param model with layers of transformers; others have no attention to show
     * @param run has the model read, once
     */
    public static List<AttentionMap> of(Layer model, Runnable run) {
        Map<String, TransformerLayer> layers = new LinkedHashMap<>();
        model.walk((path, layer) -> {
            if (layer instanceof TransformerLayer transformer) {
                layers.put(path, transformer);
            }
        });
        List<AttentionMap> maps = new ArrayList<>();
        try (Scope scope = Scope.open()) {
            layers.values().forEach(layer -> layer.watches().forEach(AttentionWatch::begin));
            try {
                model.evaluating(() -> {
                    Autograd.off(run);
                    return model;
                });
            } finally {
                layers.forEach((path, layer) -> {
                    List<AttentionWatch> watches = layer.watches();
                    for (int i = 0; i < watches.size(); i++) {
                        AttentionMap.Kind kind = i == 0 ? AttentionMap.Kind.SELF : AttentionMap.Kind.CROSS;
                        watches.get(i).end().forEach(seen -> maps.add(map(path, kind, seen.weights())));
                    }
                });
            }
        }
        return List.copyOf(maps);
    }

    private static AttentionMap map(String path, AttentionMap.Kind kind, Tensor weights) {
        return new AttentionMap(
                path,
                kind,
                (int) weights.size(1),
                (int) weights.size(2),
                (int) weights.size(3),
                weights.contiguous().toFloats());
    }
}
