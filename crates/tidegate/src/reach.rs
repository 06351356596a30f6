//! Reaching out: where an address that somebody wrote leads, before anything is sent there.
//!
//! A name is resolved once and the connection goes to what was found, so that no second answer leads elsewhere; an address
//! inside the network is refused unless whoever wrote it was allowed that by name. Webhooks and providers of single sign-on
//! are reached by this.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs as _};

use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Why an address leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotFound {
    /// It is not one that is asked: not over TLS, or with a name or secret in it.
    NotAnAddress,
    /// It leads inside the network.
    Inside,
    /// Its name is not known.
    Nowhere,
}

/// Where an address leads, found once; nowhere where it leads inside the network without being allowed to.
///
/// # Errors
/// [`NotFound`].
pub fn found(url: &str, inside: bool) -> Result<Vec<SocketAddr>, NotFound> {
    let (host, port) = host_and_port(url, inside).ok_or(NotFound::NotAnAddress)?;
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let found = (bare, port).to_socket_addrs().map_err(|_| NotFound::Nowhere)?;
    let found: Vec<SocketAddr> = found.collect();
    if !inside && found.iter().any(|one| !outside(one.ip())) {
        return Err(NotFound::Inside);
    }
    if found.is_empty() { Err(NotFound::Nowhere) } else { Ok(found) }
}

/// The host and port of an address that may be asked.
pub(crate) fn host_and_port(url: &str, inside: bool) -> Option<(String, u16)> {
    let uri: ureq::http::Uri = url.parse().ok()?;
    let usual = match uri.scheme_str()? {
        "https" => 443,
        "http" if inside => 80,
        _ => return None,
    };
    let authority = uri.authority()?;
    let plain = !authority.as_str().contains('@') && !authority.host().is_empty();
    plain.then(|| (authority.host().to_owned(), authority.port_u16().unwrap_or(usual)))
}

/// Whether an address is one of the open network. What is not surely outside is inside.
#[must_use]
pub fn outside(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => outside_v4(address),
        IpAddr::V6(address) => outside_v6(address),
    }
}

fn outside_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let inside = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || a == 0
        // Shared by providers (RFC 6598), protocol assignments (RFC 6890), benchmarks (RFC 2544), 6to4 relays.
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19))
        // Multicast and what is reserved.
        || a >= 224;
    !inside
}

fn outside_v6(address: Ipv6Addr) -> bool {
    if let Some(address) = address.to_ipv4_mapped() {
        return outside_v4(address);
    }
    let [a, b, ..] = address.segments();
    // Global unicast only (RFC 4291), without those that carry another address (Teredo, 6to4) or are examples.
    (a & 0xe000) == 0x2000
        && !(a == 0x2001 && (b < 0x200 || b == 0xdb8))
        && a != 0x2002
        && a != 0x3fff
}

/// Gives what was found before, whatever is asked.
#[derive(Debug)]
pub(crate) struct Found(pub(crate) Vec<SocketAddr>);

impl Resolver for Found {
    fn resolve(
        &self,
        _: &ureq::http::Uri,
        _: &ureq::config::Config,
        _: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let mut found = self.empty();
        for address in self.0.iter().take(8) {
            found.push(*address);
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_inside_passes_for_one_outside() {
        let inside = [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001::1",
            "::127.0.0.1",
            "ff02::1",
            "fec0::1",
        ];
        for address in inside {
            assert!(!outside(address.parse().unwrap()), "{address}");
        }
        for address in ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001::8a"] {
            assert!(outside(address.parse().unwrap()), "{address}");
        }
    }
}
