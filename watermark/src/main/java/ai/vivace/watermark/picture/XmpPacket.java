package ai.vivace.watermark.picture;

import com.adobe.internal.xmp.XMPConst;
import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.options.ParseOptions;
import com.adobe.internal.xmp.options.PropertyOptions;
import com.adobe.internal.xmp.options.SerializeOptions;
import java.util.Optional;

/** XMP with credits: {@code dc:creator} and {@code dc:rights} of Dublin Core. */
final class XmpPacket {
    private XmpPacket() {}

    /**
     * A packet with the credits of a policy.
     *
     * @param packet the picture's, if it has one
     * @return the same packet when it cannot be understood, which is noted; nothing without packet and credits
     */
    static Optional<byte[]> credited(Optional<byte[]> packet, MetadataPolicy policy, Notes notes) {
        if (!policy.hasCredits()) {
            return packet;
        }
        try {
            ParseOptions safe = new ParseOptions().setDisallowDoctype(true);
            XMPMeta meta =
                    packet.isPresent() ? XMPMetaFactory.parseFromBuffer(packet.get(), safe) : XMPMetaFactory.create();
            if (policy.author().isPresent()) {
                meta.deleteProperty(XMPConst.NS_DC, "creator");
                PropertyOptions list = new PropertyOptions().setArrayOrdered(true);
                meta.appendArrayItem(
                        XMPConst.NS_DC, "creator", list, policy.author().get(), null);
            }
            if (policy.copyright().isPresent()) {
                meta.setLocalizedText(
                        XMPConst.NS_DC,
                        "rights",
                        null,
                        XMPConst.X_DEFAULT,
                        policy.copyright().get());
            }
            SerializeOptions form = new SerializeOptions().setPadding(0);
            return Optional.of(XMPMetaFactory.serializeToBuffer(meta, form));
        } catch (XMPException e) {
            notes.warn("The XMP is malformed and is kept as it is, without the credits: " + e.getMessage());
            return packet;
        }
    }
}
