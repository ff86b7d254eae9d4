package ai.vivace.text.learn;

import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.learn.EpochRow;
import ai.vivace.learn.Evaluation;
import ai.vivace.learn.History;
import ai.vivace.nn.LayerTree;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Provenance;
import ai.vivace.tensor.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What exported text models say of how good they are. */
final class TextExport {
    /** How the tensors of adapters are called. */
    private static final Pattern ADAPTER = Pattern.compile("\\.lora_[AB]\\.");

    private TextExport() {}

    /** With loss and metrics of the last validation, if there was one. */
    static Provenance measured(Provenance plain, History history) {
        List<EpochRow> epochs = history.epochs();
        if (epochs.isEmpty()) {
            return plain;
        }
        Evaluation last = epochs.get(epochs.size() - 1).evaluation();
        Map<String, Double> measured = new LinkedHashMap<>();
        measured.put("loss", last.loss());
        measured.putAll(last.metrics());
        return plain.metrics(measured);
    }

    /** A copy of a model whose adapters are merged, without them. */
    static ExportedModel withoutAdapters(
            UnaryLayer model, Preprocessing preprocessing, Task task, InputFormat input, Provenance provenance) {
        UnaryLayer plain = (UnaryLayer) LayerTree.build(LayerTree.describe(model));
        try (Scope scope = Scope.open()) {
            plain.load(model.state().entrySet().stream()
                    .filter(entry -> !ADAPTER.matcher(entry.getKey()).find())
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        }
        plain.eval();
        return new ExportedModel(plain, preprocessing, task, input, provenance);
    }
}
