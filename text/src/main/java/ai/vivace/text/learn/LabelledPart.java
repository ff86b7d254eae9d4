package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.data.Item;
import ai.vivace.data.Source;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import ai.vivace.tensor.Shape;
import ai.vivace.text.Document;
import ai.vivace.text.OnEmpty;
import ai.vivace.text.TextDocuments;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Some of the labelled documents: those that are learned from, or judged by.
 *
 * @param documents all
 * @param places which of them
 */
record LabelledPart(TextDocuments documents, int[] places) {
    static LabelledPart whole(TextDocuments documents) {
        return new LabelledPart(documents, IntStream.range(0, documents.size()).toArray());
    }

    /** Divides documents; none is read. */
    static List<LabelledPart> split(TextDocuments documents, Split split) {
        Split.Parts parts = split.apply(new Listing(documents, documents.labels()));
        return List.of(
                new LabelledPart(documents, parts.training().indices()),
                new LabelledPart(documents, parts.validation().indices()));
    }

    int size() {
        return places.length;
    }

    Document document(int number) {
        return documents.get(places[number]);
    }

    /** The texts; each that is empty is refused or not. */
    Iterable<String> texts(OnEmpty onEmpty) {
        return () -> Arrays.stream(places)
                .mapToObj(place -> {
                    Document document = documents.get(place);
                    InputException.require(
                            onEmpty == OnEmpty.KEEP || !document.isEmpty(),
                            () -> document.name()
                                    + " is empty. Remove it, or say that empty documents are left out or kept.");
                    return document.text();
                })
                .iterator();
    }

    /** Those that are not empty. */
    LabelledPart withoutEmpty() {
        return new LabelledPart(
                documents,
                Arrays.stream(places)
                        .filter(place -> !documents.get(place).isEmpty())
                        .toArray());
    }

    /** The classes that occur. */
    Set<String> labels() {
        Set<String> labels = new TreeSet<>();
        for (int place : places) {
            Document known = documents.facts(place);
            InputException.require(
                    !known.label().isEmpty(),
                    () -> known.name() + " has no class. Give each document one, or leave it out.");
            labels.add(known.label());
        }
        return labels;
    }

    int[] classes(Task.Classification task) {
        return Arrays.stream(places)
                .map(place -> task.number(documents.facts(place).label()))
                .toArray();
    }

    /** What splits look at. */
    private record Listing(TextDocuments documents, List<String> labels) implements Source {
        @Override
        public Task task() {
            return new Task.Classification(labels);
        }

        @Override
        public Shape inputShape() {
            return Shape.of(1);
        }

        @Override
        public int size() {
            return documents.size();
        }

        @Override
        public int classOf(int index) {
            return labels.indexOf(documents.facts(index).label());
        }

        @Override
        public String group(int index) {
            return documents.facts(index).group();
        }

        @Override
        public Item item(int index) {
            throw new UnsupportedOperationException("splits read no text");
        }

        @Override
        public String describe(int index) {
            return documents.facts(index).name();
        }
    }
}
