package ai.vivace.watermark.invisible;

import ai.vivace.watermark.picture.Note;
import java.util.List;

/**
 * A file with its mark, which was read from it again.
 *
 * @param bytes of the file, in the format of the one that was given; not copied: leave them alone
 * @param psnr what the luminance of the picture that was given and of this one differ by, in decibels, see {@link LumaPlane#psnr}
 * @param method how the mark was hidden
 * @param notes what a user should know
 */
@SuppressWarnings("ArrayRecordComponent")
public record MarkedFile(byte[] bytes, double psnr, MarkedPlane.Method method, List<Note> notes) {
    public MarkedFile {
        notes = List.copyOf(notes);
    }
}
