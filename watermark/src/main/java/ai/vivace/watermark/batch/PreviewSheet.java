package ai.vivace.watermark.batch;

import ai.vivace.base.InputException;
import ai.vivace.watermark.picture.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a batch would make of some of its pictures, on one sheet: each is worked on as in the batch and then made small; nothing but the sheet is
 * written.
 *
 * @param png the sheet, as a PNG file
 * @param shown how many pictures are on it
 * @param failed what went wrong with those of which there is only a grey field
 */
public record PreviewSheet(byte[] png, int shown, List<String> failed) {
    /** The most pictures of a sheet. */
    public static final int MOST = 48;

    public PreviewSheet {
        failed = List.copyOf(failed);
    }

    /**
     * Draws a sheet of pictures that lie evenly among those of a batch.
     *
     * @param reading how the results are read
     * @param most how many pictures to show, 1 to 48
     */
    public static PreviewSheet of(BatchPlan plan, PictureProcess process, Reading reading, int most) {
        InputException.require(
                most >= 1 && most <= MOST, () -> "A sheet shows 1 to " + MOST + " pictures, but came " + most + ".");
        int count = Math.min(most, plan.tasks().size());
        List<ContactSheet.Cell> cells = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            PictureTask task = plan.tasks().get((int) ((long) i * plan.tasks().size() / count));
            cells.add(cell(task, process, reading, failed));
        }
        return new PreviewSheet(ContactSheet.of(cells).png(), count, failed);
    }

    private static ContactSheet.Cell cell(
            PictureTask task, PictureProcess process, Reading reading, List<String> failed) {
        String title = task.relative().toString();
        try {
            Processed processed = process.apply(Files.readAllBytes(task.source()), task);
            RgbPicture small = RgbPicture.read(processed.bytes(), reading, ContactSheet.CELL);
            String target = "→ " + task.target().getFileName();
            return new ContactSheet.Cell(Optional.of(small), title, target);
        } catch (InputException | IOException e) {
            failed.add(task.source() + ": " + e.getMessage());
            return new ContactSheet.Cell(Optional.empty(), title, String.valueOf(e.getMessage()));
        }
    }
}
