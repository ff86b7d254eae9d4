package ai.vivace.watermark;

import ai.vivace.watermark.picture.Composed;
import ai.vivace.watermark.picture.Note;
import ai.vivace.watermark.picture.PictureFormat;
import ai.vivace.watermark.render.ChosenColour;
import java.util.List;

/**
 * How a picture was marked.
 *
 * @param format of the marked picture's file
 * @param route how much of the picture was written anew
 * @param changed how many of the route's units the marks have changed: blocks or pixels
 * @param units how many there are
 * @param bytesBefore size of the picture's file
 * @param bytesAfter size of the marked picture's file
 * @param colours what marks that choose light or dark by themselves took, page by page
 * @param notes what a user should know
 */
public record Report(
        PictureFormat format,
        Composed.Route route,
        long changed,
        long units,
        long bytesBefore,
        long bytesAfter,
        List<ChosenColour> colours,
        List<Note> notes) {
    public Report {
        colours = List.copyOf(colours);
        notes = List.copyOf(notes);
    }

    /** How much larger the file has become: 0.01 is by a hundredth; below zero when it is smaller. */
    public double growth() {
        return (double) (bytesAfter - bytesBefore) / bytesBefore;
    }

    /** The notes that somebody should act on. */
    public List<Note> warnings() {
        return notes.stream()
                .filter(note -> note.weight() == Note.Weight.WARNING)
                .toList();
    }
}
