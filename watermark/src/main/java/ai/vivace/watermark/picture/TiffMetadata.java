package ai.vivace.watermark.picture;

import java.util.Map;
import java.util.Optional;

/** The metadata of TIFF pages: tags like any others. */
final class TiffMetadata {
    private final TiffEditor editor;
    private final MetadataPolicy policy;
    private final Notes notes;

    TiffMetadata(TiffEditor editor, MetadataPolicy policy, Notes notes) {
        this.editor = editor;
        this.policy = policy;
        this.notes = notes;
    }

    /**
     * Does what the policy asks.
     *
     * @param index of the page: credits are entered on the first
     * @param changes of its directory
     */
    void change(TiffPage page, int index, Map<Integer, TiffEditor.Value> changes) {
        TiffDirectory directory = page.directory();
        if (!policy.keepsAll()) {
            for (TiffEntry entry : directory.entries()) {
                if (!TiffTag.isLook(entry.tag())) {
                    clear(directory, entry);
                    changes.put(entry.tag(), TiffEditor.nothing(entry.tag()));
                }
            }
        }
        if (index == 0 && policy.hasCredits()) {
            changes.putAll(ExifBlock.credits(policy));
            Optional<byte[]> before =
                    policy.keepsAll() ? directory.entry(TiffTag.XMP).map(directory::bytes) : Optional.empty();
            XmpPacket.credited(before, policy, notes)
                    .ifPresent(packet -> changes.put(
                            TiffTag.XMP, new TiffEditor.Value(TiffTag.XMP, TiffTag.BYTE, packet.length, packet)));
        }
    }

    /** Overwrites values that an entry no longer leads to, and those of a directory of Exif. */
    private void clear(TiffDirectory directory, TiffEntry entry) {
        TiffStructure structure = directory.structure();
        if (entry.tag() == TiffTag.EXIF || entry.tag() == TiffTag.GPS) {
            TiffDirectory inner = structure.directory(directory.number(entry, 0), entry.entry());
            for (TiffEntry each : inner.entries()) {
                clear(inner, each);
                editor.clear(each.entry(), structure.entrySize());
            }
        } else if (entry.isApart(structure)) {
            editor.clear(entry.at(), entry.length());
        }
    }
}
