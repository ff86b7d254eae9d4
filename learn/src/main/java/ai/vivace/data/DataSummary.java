package ai.vivace.data;

import ai.vivace.base.VivaceException;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One batch of a loader, walked step by step, to see what the data go through and where they break. When a step fails the
 * summary ends there and names the step and the item, as fastai's DataBlock summary does.
 */
public final class DataSummary {
    private final List<String> steps = new ArrayList<>();
    private @Nullable VivaceException failure;

    private DataSummary() {}

    /** Walks the first batch of epoch 0 on this thread. */
    public static DataSummary of(Loader loader) {
        DataSummary summary = new DataSummary();
        try (Scope scope = Scope.open()) {
            summary.walk(loader);
        } catch (VivaceException e) {
            summary.steps.add("FAILED: " + e.getMessage());
            summary.failure = e;
        }
        return summary;
    }

    private void walk(Loader loader) {
        DataSet dataSet = loader.dataSet();
        Assembly assembly = loader.assembly(0);
        int[] order = loader.order(0);
        int[] indices = Arrays.copyOf(order, Math.min(order.length, loader.batchSize()));
        steps.add("loader: " + loader);
        List<Item> items = new ArrayList<>();
        int[] taken = new int[indices.length];
        for (int index : indices) {
            boolean first = items.isEmpty();
            Item item = read(assembly, dataSet, index, first);
            if (item != null) {
                taken[items.size()] = index;
                items.add(transform(loader, assembly, item, index, first));
            }
        }
        if (items.isEmpty()) {
            steps.add("every item of this batch was skipped");
            return;
        }
        Item stacked = assembly.stack(items, taken);
        steps.add("stack " + items.size() + " items: " + kind(stacked));
        toDevice(loader, stacked, Arrays.copyOf(taken, items.size()));
    }

    private @Nullable Item read(Assembly assembly, DataSet dataSet, int index, boolean first) {
        Item item = assembly.read(index, 0);
        if (item == null) {
            steps.add("read " + dataSet.describe(index) + ": skipped, cannot be read");
        } else if (first) {
            steps.add("read " + dataSet.describe(index) + ": " + kind(item) + label(dataSet, index));
        }
        return item;
    }

    private static String label(DataSet dataSet, int index) {
        return dataSet instanceof Source source
                        && source.task() instanceof Task.Classification classes
                        && source.classOf(index) >= 0
                ? ", class \"" + classes.labels().get(source.classOf(index)) + "\""
                : "";
    }

    private Item transform(Loader loader, Assembly assembly, Item item, int index, boolean first) {
        var stream = assembly.stream(0, index);
        Item changed = item;
        for (ItemTransform transform : loader.transforms()) {
            changed = assembly.transformed(changed, transform, index, stream);
            if (first) {
                steps.add("transform " + Assembly.name(transform) + ": " + kind(changed));
            }
        }
        return changed;
    }

    private void toDevice(Loader loader, Item stacked, int[] indices) {
        Tensor raw = stacked.input().toTensor().to(loader.device());
        Tensor target = stacked.target().toTensor().to(loader.device());
        steps.add("to " + loader.device() + ": input " + raw.dtype() + " " + raw.shape() + ", target " + target.dtype()
                + " " + target.shape());
        for (BatchTransform transform : loader.batchTransforms()) {
            steps.add("then, in fractions: " + BatchPreparation.name(transform));
        }
        Tensor ready =
                loader.preparation().apply(new Batch(raw, target, indices), 0).input();
        Preprocessing preprocessing = loader.preprocessing();
        if (preprocessing != null) {
            steps.add(String.format(
                    Locale.ROOT,
                    "preprocess (divide by %s, mean %s, deviation %s): %s %s, from %.4g to %.4g, mean %.4g, deviation %.4g",
                    preprocessing.scale(),
                    preprocessing.mean(),
                    preprocessing.deviation(),
                    ready.dtype(),
                    ready.shape(),
                    ready.min().item(),
                    ready.max().item(),
                    ready.mean().item(),
                    ready.variance().sqrt().item()));
        }
    }

    private static String kind(Item item) {
        return "input " + Rows.kind(item.input()) + ", target " + Rows.kind(item.target());
    }

    /** What happened, a line for each step. */
    public List<String> steps() {
        return List.copyOf(steps);
    }

    /** The error of the step that failed; empty when all went well. */
    public Optional<VivaceException> failure() {
        return Optional.ofNullable(failure);
    }

    /** The steps as numbered lines. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            text.append(i + 1).append(". ").append(steps.get(i)).append('\n');
        }
        return text.toString();
    }
}
