package ai.vivace.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells answers as they come: a line for each, or one document at the end. */
final class PredictionReport {
    private final Console console;
    private final Path model;
    private final List<Map<String, Object>> told = new ArrayList<>();
    private int drawn;
    private @Nullable Path lastDrawing;

    PredictionReport(Console console, Path model) {
        this.console = console;
        this.model = model;
    }

    /**
     * Tells one answer.
     *
     * @param name of the input
     * @param words the answer for people
     * @param facts the answer for programs
     * @param drawing where it was drawn; null where it was not
     */
    void add(String name, String words, Map<String, Object> facts, @Nullable Path drawing) {
        if (drawing != null) {
            drawn++;
            lastDrawing = drawing;
        }
        if (!console.isJson()) {
            console.print(name + "  " + words);
            return;
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("input", name);
        document.putAll(facts);
        if (drawing != null) {
            document.put("drawing", drawing.toString());
        }
        told.add(document);
    }

    /** Tells what was left out and where drawings are, and ends the document. */
    void end(SkippedPictures skipped) {
        if (skipped.count() > 0) {
            console.warn(skipped.text());
        }
        if (lastDrawing != null) {
            console.note(
                    drawn == 1
                            ? "Drew " + lastDrawing + "."
                            : "Drew " + drawn + " pictures into " + lastDrawing.getParent() + ".");
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", model.toString());
        document.put("predictions", told);
        document.put("skipped", skipped.count());
        console.document(document);
    }
}
