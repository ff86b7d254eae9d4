package ai.vivace.nn;

import ai.vivace.plot.TextTable;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A model layer by layer, with its size. Prints as a table.
 *
 * @param inputShape the input that was run through the model
 * @param rows the layers without children, and those with parameters of their own, in order
 * @param bytes the size of all parameters and buffers
 */
public record Summary(Shape inputShape, List<Row> rows, long bytes) {
    /**
     * A layer.
     *
     * @param path its name in the tree
     * @param type its simple class name
     * @param output the shape of what it gave, or null when it was not run, or is not from one tensor to one tensor
     * @param parameters how many numbers it has of its own to train
     * @param trainable how many of them are not frozen
     */
    public record Row(String path, String type, @Nullable Shape output, long parameters, long trainable) {}

    public Summary {
        rows = List.copyOf(rows);
    }

    /** Runs an input through the model as in use, without gradients; the model is as before afterwards. */
    static Summary of(UnaryLayer model, Tensor input) {
        IdentityHashMap<Layer, Shape> outputs = new IdentityHashMap<>();
        try (UnaryLayer.Observation observation =
                        UnaryLayer.observeAll(model, (path, seen, given, output) -> outputs.put(seen, output.shape()));
                Scope scope = Scope.open()) {
            Tensor moved = model.parameters().values().stream()
                    .findFirst()
                    .map(parameter -> input.to(parameter.value().device()))
                    .orElse(input);
            model.evaluating(() -> Autograd.off(() -> model.apply(moved)));
            return new Summary(input.shape(), rows(model, outputs), bytes(model));
        }
    }

    private static List<Row> rows(Layer model, IdentityHashMap<Layer, Shape> outputs) {
        List<Row> rows = new ArrayList<>();
        model.walk((path, layer) -> {
            if (layer.children().isEmpty() || !layer.ownParameters().isEmpty()) {
                long parameters = 0;
                long trainable = 0;
                for (Parameter parameter : layer.ownParameters().values()) {
                    long elements = parameter.shape().elements();
                    parameters += elements;
                    trainable += parameter.isTrainable() ? elements : 0;
                }
                rows.add(new Row(path, layer.getClass().getSimpleName(), outputs.get(layer), parameters, trainable));
            }
        });
        return rows;
    }

    private static long bytes(Layer model) {
        return model.state().values().stream()
                .mapToLong(tensor -> tensor.elements() * tensor.dtype().bytes())
                .sum();
    }

    /** The number of numbers in all parameters. */
    public long parameters() {
        return rows.stream().mapToLong(Row::parameters).sum();
    }

    /** How many of them are not frozen. */
    public long trainable() {
        return rows.stream().mapToLong(Row::trainable).sum();
    }

    @Override
    public String toString() {
        TextTable.Builder table = TextTable.of("Layer", "Type", "Output", "Parameters", "Trainable");
        for (Row row : rows) {
            Shape output = row.output();
            table.row(
                    row.path(),
                    row.type(),
                    output == null ? "" : output.toString(),
                    number(row.parameters()),
                    number(row.trainable()));
        }
        return "Input " + inputShape + "\n" + table.build() + "\n"
                + String.format(
                        Locale.ROOT,
                        "%,d parameters, of which %,d trainable and %,d not; %.2f MB",
                        parameters(),
                        trainable(),
                        parameters() - trainable(),
                        bytes / 1e6);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
