package ai.vivace.watermark.picture;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects notes while a picture is read and marked; what is said twice stays once. */
final class Notes {
    private final Set<Note> notes = new LinkedHashSet<>();

    void add(String text) {
        notes.add(Note.of(text));
    }

    void warn(String text) {
        notes.add(Note.warning(text));
    }

    void addAll(List<Note> more) {
        notes.addAll(more);
    }

    List<Note> list() {
        return new ArrayList<>(notes);
    }
}
