package ai.vivace.text.metric;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How labels of words, such as B-PER, I-PER and O, are taken together as entities. All are seqeval's (Nakayama 2018), so that numbers can be
 * compared.
 */
public enum EntityReading {
    /** seqeval's default, which is conlleval's: whatever can be an entity is one, also what begins with I or in the middle of another kind. */
    LENIENT {
        @Override
        List<Entity> entities(List<Mark> marks) {
            List<Entity> entities = new ArrayList<>();
            Mark before = Mark.OUTSIDE;
            int begun = 0;
            for (int i = 0; i <= marks.size(); i++) {
                Mark mark = i < marks.size() ? marks.get(i) : Mark.OUTSIDE;
                if (ends(before, mark)) {
                    entities.add(new Entity(before.type(), begun, i));
                }
                if (begins(before, mark)) {
                    begun = i;
                }
                before = mark;
            }
            return entities;
        }
    },
    /** seqeval's strict mode for B, I and O (IOB2): an entity is a B and all I of its kind behind it. */
    STRICT_BIO {
        @Override
        List<Entity> entities(List<Mark> marks) {
            return strict(marks, "BIO", "B", "I", "BI");
        }
    },
    /** seqeval's strict mode for B, I, E, S and O (IOBES): an entity is an S, or a B with I up to an E, all of one kind. */
    STRICT_BIOES {
        @Override
        List<Entity> entities(List<Mark> marks) {
            return strict(marks, "BIOES", "BS", "IE", "ES");
        }
    };

    /** A label in its parts. */
    private record Mark(char letter, String type) {
        static final Mark OUTSIDE = new Mark('O', "_");

        static @Nullable Mark of(String label) {
            if (label.equals("O")) {
                return OUTSIDE;
            }
            return label.matches("[BIES](-.+)?")
                    ? new Mark(label.charAt(0), label.length() == 1 ? "_" : label.substring(2))
                    : null;
        }

        boolean isOneOf(String letters) {
            return letters.indexOf(letter) >= 0;
        }
    }

    abstract List<Entity> entities(List<Mark> marks);

    /**
     * The entities of one text, in order.
     *
     * @param labels of its words
     * @throws InputException when a label is neither O nor one of the letters with a kind, such as B-PER; it says which word's
     */
    public List<Entity> of(List<String> labels) {
        List<Mark> marks = new ArrayList<>(labels.size());
        for (int i = 0; i < labels.size(); i++) {
            int place = i;
            Mark mark = Mark.of(labels.get(i));
            if (mark == null) {
                throw new InputException("Labels are O, or B-, I-, E- or S- with a kind, but that of word " + place
                        + " is \"" + labels.get(place) + "\".");
            }
            marks.add(mark);
        }
        return entities(marks);
    }

    private static boolean ends(Mark before, Mark mark) {
        return before.isOneOf("ES")
                || (before.isOneOf("BI") && mark.isOneOf("BSO"))
                || (before.letter() != 'O' && !before.type().equals(mark.type()));
    }

    private static boolean begins(Mark before, Mark mark) {
        return mark.isOneOf("BS")
                || (before.isOneOf("ESO") && mark.isOneOf("EI"))
                || (mark.letter() != 'O' && !before.type().equals(mark.type()));
    }

    private static List<Entity> strict(List<Mark> marks, String allowed, String first, String inside, String last) {
        for (int i = 0; i < marks.size(); i++) {
            int place = i;
            InputException.require(
                    marks.get(i).isOneOf(allowed),
                    () -> "Labels of this scheme begin with one of " + allowed + ", but that of word " + place
                            + " begins with " + marks.get(place).letter() + ". Take another reading.");
        }
        List<Entity> entities = new ArrayList<>();
        int at = 0;
        while (at < marks.size()) {
            Mark begin = marks.get(at);
            int end = at + 1;
            if (begin.isOneOf(first)) {
                Mark before = begin;
                while (end < marks.size()
                        && before.isOneOf("BI")
                        && marks.get(end).isOneOf(inside)
                        && marks.get(end).type().equals(begin.type())) {
                    before = marks.get(end++);
                }
                if (before.isOneOf(last)) {
                    entities.add(new Entity(begin.type(), at, end));
                }
            }
            at = end;
        }
        return entities;
    }
}
